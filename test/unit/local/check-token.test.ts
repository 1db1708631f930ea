import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTokenCheck } from '../../../local/gateway/check-token.ts';

const RULES = { issuer: 'https://cognito.example/pool', audience: ['app-1', 'app-2'] };
const now = Math.floor(Date.now() / 1000);
const GOOD = { iss: RULES.issuer, aud: 'app-1', iat: now - 10, exp: now + 600 };

let check: ReturnType<typeof createTokenCheck>;
let sign: (claims: object, header?: object) => Promise<string>;
let signByOther: typeof sign;
beforeAll(async () => {
  const [own, other] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  check = createTokenCheck({ keys: [{ ...(await exportJWK(own.publicKey)), kid: 'one' }] });
  const signer =
    (key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']): typeof sign =>
    (claims, header = { kid: 'one' }) =>
      new SignJWT({ ...GOOD, ...claims }).setProtectedHeader({ alg: 'RS256', ...header }).sign(key);
  [sign, signByOther] = [signer(own.privateKey), signer(other.privateKey)];
});

const verdict = async (token: string) => {
  const answer = await check(token, RULES);
  return 'payload' in answer ? 'passes' : (answer.wrong ?? 'is none');
};

describe('a token at the gateway', () => {
  it.each([
    ['with Bearer before it', (token: string) => `Bearer ${token}`, 'passes'],
    ['with nothing before it', (token: string) => token, 'passes'],
    ['with another word before it', (token: string) => `Basic ${token}`, 'is none'],
    ['with something behind it', (token: string) => `${token} more`, 'is none'],
    ['cut short', (token: string) => token.slice(0, -9), 'the token is not valid'],
    ['that is missing', () => '', 'is none'],
  ])('%s', async (_, written, expected) => {
    expect(await verdict(written(await sign({})))).toBe(expected);
  });

  it.each([
    ['passes for any audience of the authorizer', { aud: ['other', 'app-2'] }, 'passes'],
    ['of another audience', { aud: 'other' }, 'the token does not have a valid audience'],
    [
      'passes for a client that takes the place of an audience',
      { aud: undefined, client_id: 'app-1' },
      'passes',
    ],
    [
      'is known by its audience alone where it has one',
      { aud: 'other', client_id: 'app-1' },
      'the token does not have a valid audience',
    ],
    ['of another issuer', { iss: 'https://elsewhere.example' }, 'the token is not valid'],
    ['that has run out', { exp: now - 1 }, 'the token has expired'],
    ['that never runs out', { exp: undefined }, 'the token is not valid'],
    ['that is not yet good', { nbf: now + 300 }, 'the token is not valid'],
    ['from the future', { iat: now + 300 }, 'the token was issued in the future'],
    ['that does not say since when', { iat: undefined }, 'passes'],
  ])('%s', async (_, claims, expected) => {
    expect(await verdict(await sign(claims))).toBe(expected);
  });

  it('is refused when its key is not named, not known, or not the one it was signed with', async () => {
    const refused = [await sign({}, {}), await sign({}, { kid: 'two' }), await signByOther({})];
    expect(await Promise.all(refused.map(verdict))).toEqual(Array(3).fill('the token is not valid'));
  });
});
