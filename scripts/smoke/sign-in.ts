import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import { Secret, TOTP } from 'otpauth';
import { Failure } from './tracker-api.ts';

/** A user pool and the app client of it, as the tracker's stack names them in its outputs. */
export interface Pool {
  readonly poolId: string;
  readonly clientId: string;
  /** Another address than Amazon's own. */
  readonly endpoint?: string;
}

/** One person of the team. */
export interface Person {
  readonly username: string;
  readonly password: string;
  /** The code that the authenticator app shows. */
  readonly code: () => Promise<string>;
}

export interface SignedIn {
  /** The id token. */
  readonly token: string;
  readonly memberId: string;
  readonly role: string;
}

/**
 * Signs in as the team's apps do: the password over SRP, which never sends it, then a code.
 * @throws Failure for whatever the pool objects to
 */
export async function signIn(pool: Pool, person: Person): Promise<SignedIn> {
  const token = await authenticate(pool, person);
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const memberId: unknown = claims['custom:member_id'];
  if (typeof memberId !== 'string')
    throw new Failure(`${person.username} has no custom:member_id: the user was not made for a team member.`);
  return { token, memberId, role: String(claims['cognito:groups']?.[0] ?? '') };
}

function authenticate({ poolId, clientId, endpoint }: Pool, person: Person): Promise<string> {
  const { username: Username, password: Password, code } = person;
  const pool = new CognitoUserPool({
    UserPoolId: poolId,
    ClientId: clientId,
    Storage: forgetful(),
    ...(endpoint && { endpoint }),
  });
  const user = new CognitoUser({ Username, Pool: pool, Storage: forgetful() });
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Failure(`${Username} could not sign in: ${why}`));
    const outcome: Parameters<CognitoUser['authenticateUser']>[1] = {
      onSuccess: (session) => resolve(session.getIdToken().getJwtToken()),
      onFailure: (error) => fail(error instanceof Error ? error.message : String(error)),
      totpRequired: () => {
        code().then((one) => user.sendMFACode(one, outcome, 'SOFTWARE_TOKEN_MFA'), reject);
      },
      newPasswordRequired: () => fail('the first password must be changed first. Sign in once by hand.'),
      mfaSetup: () => fail('there is no authenticator app yet. Sign in once by hand.'),
    };
    user.authenticateUser(new AuthenticationDetails({ Username, Password }), outcome);
  });
}

/** The code of the moment, from the secret that the app was set up with. @param secret base32 */
export const codeFrom = (secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate();

/** The library keeps tokens in a browser's storage; here nobody needs them afterwards. */
function forgetful() {
  const kept = new Map<string, string>();
  return {
    setItem: (key: string, value: string) => void kept.set(key, value),
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}
