import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stack, startStack } from '../../support/stack.ts';

let stack: Stack;
let page: string;
beforeAll(async () => {
  stack = await startStack();
  page = `${stack.url}/technician`;
  await stack.member('technician', { accountId: 'acme', memberId: 'acme-marcus', name: 'Marcus Bell' });
});
afterAll(() => stack?.stop());

const VERIFIER = 'a-verifier-that-is-long-enough-to-be-one-by-the-book';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

const at = (path: string) => `${stack.url}/_local/sign-in${path}`;
const asked = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    response_type: 'code',
    client_id: stack.userPool.clientId,
    redirect_uri: page,
    scope: 'openid profile',
    state: 'a-state',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...more,
  });
const get = (path: string, query: URLSearchParams) => fetch(`${at(path)}?${query}`, { redirect: 'manual' });
const post = (path: string, form: Record<string, string>) =>
  fetch(at(path), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ client_id: stack.userPool.clientId, ...form }),
  });

async function code(): Promise<string> {
  const answer = await fetch(`${at('/login')}?${asked()}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ username: 'acme-marcus' }),
  });
  const location = new URL(answer.headers.get('location') ?? '');
  expect([location.origin + location.pathname, location.searchParams.get('state')]).toEqual([
    page,
    'a-state',
  ]);
  return location.searchParams.get('code') ?? '';
}
const redeem = async (more: Record<string, string> = {}) =>
  post('/oauth2/token', {
    grant_type: 'authorization_code',
    code: await code(),
    redirect_uri: page,
    code_verifier: VERIFIER,
    ...more,
  });
const tokensIn = async (answer: Response) =>
  (await answer.json()) as { id_token: string; refresh_token: string };
const refresh = (token: string) =>
  post('/oauth2/token', { grant_type: 'refresh_token', refresh_token: token });

describe("the sign-in pages of the local stack, as the user pool's", () => {
  it('lead to the page where one says who one is, and from there back with a code', async () => {
    const begun = await get('/oauth2/authorize', asked({ login_hint: 'acme-marcus' }));
    expect(begun.status).toBe(302);
    const login = await fetch(new URL(begun.headers.get('location') ?? '', stack.url));
    expect(await login.text()).toContain('value="acme-marcus"');
    const answer = await redeem();
    const tokens = await tokensIn(answer);
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    const { status, body } = await stack.call('GET', '/visits', { token: tokens.id_token });
    expect([status, body.visits]).toEqual([200, []]);
  });

  it.each([
    ['another app', { client_id: 'somebody' }],
    ['another place to go on to', { redirect_uri: 'https://elsewhere.example/' }],
  ])('send %s nowhere', async (_, more) => {
    const answer = await get('/oauth2/authorize', asked(more));
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect((await get('/login', asked(more))).status).toBe(400);
  });

  it.each([
    ['another kind of answer', { response_type: 'token' }],
    ['another scope', { scope: 'openid everything' }],
    ['a challenge in the clear', { code_challenge_method: 'plain' }],
  ])('refuse %s, and say so to the app', async (_, more) => {
    const location = (await get('/oauth2/authorize', asked(more))).headers.get('location');
    expect(location).toBe(`${page}?error=invalid_request&state=a-state`);
  });

  it('give a code once, and to nobody but who asked for it', async () => {
    const good = { grant_type: 'authorization_code', code: await code(), redirect_uri: page };
    expect((await post('/oauth2/token', { ...good, code_verifier: VERIFIER })).status).toBe(200);
    const again = await post('/oauth2/token', { ...good, code_verifier: VERIFIER });
    expect([again.status, await again.json()]).toEqual([400, { error: 'invalid_grant' }]);
    for (const wrong of [{ code_verifier: 'guessed' }, { redirect_uri: 'https://elsewhere.example/' }]) {
      expect((await redeem(wrong)).status).toBe(400);
    }
    expect(await (await redeem({ client_id: 'somebody' })).json()).toEqual({ error: 'invalid_client' });
    expect(await (await redeem({ grant_type: 'password' })).json()).toEqual({
      error: 'unsupported_grant_type',
    });
  });

  it('replace a refresh token at each use, and all of a session end together', async () => {
    const first = (await tokensIn(await redeem())).refresh_token;
    const second = (await tokensIn(await refresh(first))).refresh_token;
    expect(second).not.toBe(first);
    // For a minute: the answer may have been lost on the way.
    expect((await refresh(first)).status).toBe(200);
    expect((await post('/oauth2/revoke', { token: second })).status).toBe(200);
    for (const token of [first, second]) {
      expect(await (await refresh(token)).json()).toEqual({ error: 'invalid_grant' });
    }
  });

  it('sign out, back to a page of ours alone', async () => {
    const out = (to: string) =>
      get('/logout', new URLSearchParams({ client_id: stack.userPool.clientId, logout_uri: to }));
    expect((await out(page)).headers.get('location')).toBe(page);
    expect((await out('https://elsewhere.example/')).status).toBe(400);
  });
});
