import { createPrivateKey, createPublicKey, type JsonWebKey, randomUUID } from 'node:crypto';
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import * as z from 'zod/mini';
import type { Store } from '../emulators/emulator.ts';
import type { DeployedApi } from '../template/deployment.ts';

/** The local stand-in for the user pool: signs what Cognito would, with a key of this stack's own. */
export interface Tokens {
  /** The keys in the form an OpenID provider publishes. */
  readonly jwks: JSONWebKeySet;
  /** An id token that is good for a day by the machine's own clock. */
  sign(member: Member): Promise<string>;
  /** What signing in at the user pool ends in. */
  issue(member: Member): Promise<object>;
  /** What its pages give a browser, with the names OAuth 2.0 has for it, good as long as in the cloud. */
  forBrowser(member: Member, lastsMs: number): Promise<object>;
}

export interface Member {
  readonly accountId: string;
  readonly memberId: string;
  readonly role: string;
  readonly name: string;
}

const COLLECTION = 'identity';
const KEY_ID = 'local';
const DAY_MS = 86_400_000;

const jwk = (create: typeof createPrivateKey | typeof createPublicKey) =>
  z
    .record(z.string(), z.unknown())
    .check(z.refine((key) => isKey(() => create({ key: key as JsonWebKey, format: 'jwk' })), 'is no key'));
/** The keys as they are kept. */
export const KEYS_ROW = z.object({ privateJwk: jwk(createPrivateKey), publicJwk: jwk(createPublicKey) });

export async function createTokens(store: Store, api: DeployedApi): Promise<Tokens> {
  const authorizer = api.routes.map((route) => route.authorizer).find((one) => one?.type === 'JWT');
  const { privateJwk, publicJwk } = store.get<KeyPair>(COLLECTION, 'key') ?? (await makeKeys(store));
  const privateKey = (await importJWK(privateJwk, 'RS256')) as CryptoKey;
  const token = (claims: JWTPayload, memberId: string, lastsMs = DAY_MS) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: KEY_ID })
      .setSubject(memberId)
      .setIssuer(authorizer?.issuer ?? 'local')
      .setIssuedAt()
      .setExpirationTime(new Date(Date.now() + lastsMs))
      .sign(privateKey);
  const client = authorizer?.audience[0] ?? 'local';
  const signFor = ({ accountId, memberId, role, name }: Member, lastsMs = DAY_MS) =>
    token(
      {
        aud: client,
        token_use: 'id',
        'cognito:groups': [role],
        'cognito:username': memberId,
        'custom:account_id': accountId,
        'custom:member_id': memberId,
        name,
      },
      memberId,
      lastsMs,
    );
  const access = ({ memberId, role }: Member, lastsMs = DAY_MS) =>
    token(
      { client_id: client, token_use: 'access', 'cognito:groups': [role], username: memberId },
      memberId,
      lastsMs,
    );
  return {
    jwks: { keys: [{ ...publicJwk, kid: KEY_ID, alg: 'RS256', use: 'sig' }] },
    sign: (member) => signFor(member),
    // Its tokens are good for an hour in the cloud; here as long as all others.
    issue: async (member) => ({
      IdToken: await signFor(member),
      AccessToken: await access(member),
      RefreshToken: randomUUID(),
      ExpiresIn: 86_400,
      TokenType: 'Bearer',
    }),
    forBrowser: async (member, lastsMs) => ({
      id_token: await signFor(member, lastsMs),
      access_token: await access(member, lastsMs),
    }),
  };
}

interface KeyPair {
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
}

function isKey(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

async function makeKeys(store: Store): Promise<KeyPair> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const keys = { privateJwk: await exportJWK(privateKey), publicJwk: await exportJWK(publicKey) };
  store.put(COLLECTION, 'key', keys);
  return keys;
}
