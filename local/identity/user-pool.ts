import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Secret, TOTP } from 'otpauth';
import { readBody } from '../endpoint/read-body.ts';
import { LOCAL_PASSWORD } from './local-password.ts';
import { beginSrp, type SrpExchange, type SrpUser } from './srp.ts';
import type { Member, Tokens } from './tokens.ts';

/** The secret in their authenticator apps, base32. */
export const LOCAL_TOTP = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

const TARGET = 'AWSCognitoIdentityProviderService.';
const SESSION_MS = 180_000;
const MAX_BODY = 100_000;

export interface UserPoolOptions {
  /** As in the stack's outputs. */
  readonly poolId: string;
  readonly clientId: string;
  readonly findMember: (memberId: string) => Member | undefined;
  readonly tokens: Tokens;
  /** Epoch milliseconds by the machine's own clock, which tokens and authenticators go by. */
  readonly now: () => number;
}

/** Somebody half signed in. */
interface Session {
  readonly member: Member;
  readonly srp: SrpExchange;
  readonly until: number;
  verified: boolean;
}

type Input = Readonly<Record<string, unknown>>;
type Parameters = Readonly<Record<string, string>>;

/** A refusal as Cognito puts it. */
class Refusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether a request is for the user pool, whose calls are told by a header alone. */
export const isForUserPool = ({ headers }: IncomingMessage): boolean =>
  String(headers['x-amz-target']).startsWith(TARGET);

/**
 * Signs in as the deployed user pool does: by password over SRP, then by a code of an authenticator app, and in no
 * other way. The members are those that the stack already knows.
 */
export function createUserPool(options: UserPoolOptions) {
  const sessions = new Map<string, Session>();
  const operations: Readonly<Record<string, (input: Input) => object | Promise<object>>> = {
    InitiateAuth: (input) => initiate(options, sessions, input),
    RespondToAuthChallenge: (input) => respond(options, sessions, input),
  };
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    try {
      const operate = operations[String(incoming.headers['x-amz-target']).slice(TARGET.length)];
      if (!operate) throw new Refusal('UnknownOperationException', 'Not here.');
      const input = readInput(await readBody(incoming, MAX_BODY));
      if (input['ClientId'] !== options.clientId)
        throw new Refusal(
          'ResourceNotFoundException',
          `User pool client ${input['ClientId']} does not exist.`,
        );
      send(outgoing, 200, await operate(input));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      send(outgoing, 400, { __type: error.code, message: error.message });
    }
  };
}

function readInput(body: Buffer): Input {
  try {
    return { ...JSON.parse(body.toString('utf8')) };
  } catch {
    throw new Refusal('SerializationException', 'The body is not JSON.');
  }
}

function initiate(options: UserPoolOptions, sessions: Map<string, Session>, input: Input): object {
  if (input['AuthFlow'] !== 'USER_SRP_AUTH')
    throw new Refusal('InvalidParameterException', `${input['AuthFlow']} flow not enabled for this client`);
  const { USERNAME: name = '', SRP_A: clientKey = '' } = (input['AuthParameters'] ?? {}) as Parameters;
  const member = options.findMember(name);
  if (!member) throw wrong('Incorrect username or password.');
  const pool = options.poolId.slice(options.poolId.indexOf('_') + 1);
  const srp = begin({ pool, name, password: LOCAL_PASSWORD }, clientKey);
  const id = randomUUID();
  sessions.set(id, { member, srp, until: options.now() + SESSION_MS, verified: false });
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    Session: id,
    ChallengeParameters: {
      USERNAME: name,
      USER_ID_FOR_SRP: name,
      SALT: srp.salt,
      SRP_B: srp.publicKey,
      SECRET_BLOCK: srp.secretBlock,
    },
  };
}

function begin(user: SrpUser, clientKey: string): SrpExchange {
  try {
    return beginSrp(user, clientKey);
  } catch {
    throw new Refusal('InvalidParameterException', 'SRP_A is not valid.');
  }
}

/** Each session answers one challenge; whoever fails begins anew. */
async function respond(
  options: UserPoolOptions,
  sessions: Map<string, Session>,
  input: Input,
): Promise<object> {
  const given = (input['ChallengeResponses'] ?? {}) as Parameters;
  const id = String(input['Session'] ?? '');
  const session = sessions.get(id);
  sessions.delete(id);
  if (!session || session.until < options.now()) throw wrong('Invalid session for the user.');
  if (input['ChallengeName'] === 'PASSWORD_VERIFIER' && !session.verified) {
    if (given['PASSWORD_CLAIM_SIGNATURE'] !== session.srp.signature(given['TIMESTAMP'] ?? ''))
      throw wrong('Incorrect username or password.');
    const next = randomUUID();
    sessions.set(next, { ...session, verified: true });
    return { ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: next, ChallengeParameters: {} };
  }
  if (input['ChallengeName'] !== 'SOFTWARE_TOKEN_MFA' || !session.verified)
    throw new Refusal('InvalidParameterException', 'This challenge was not asked.');
  const totp = new TOTP({ secret: Secret.fromBase32(LOCAL_TOTP) });
  const token = given['SOFTWARE_TOKEN_MFA_CODE'] ?? '';
  if (totp.validate({ token, timestamp: options.now(), window: 1 }) === null)
    throw new Refusal('CodeMismatchException', 'Invalid code received for user');
  return { AuthenticationResult: await options.tokens.issue(session.member) };
}

const wrong = (message: string): Refusal => new Refusal('NotAuthorizedException', message);

function send(outgoing: ServerResponse, status: number, body: object): void {
  outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'cache-control': 'no-store' });
  outgoing.end(JSON.stringify(body));
}
