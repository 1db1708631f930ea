import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../endpoint/read-body.ts';
import type { SignInClient } from '../template/deployment.ts';
import type { Asked, Grants } from './grants.ts';
import { loginPage } from './login-page.ts';
import { SIGN_IN_PATH } from './sign-in-path.ts';
import type { Member, Tokens } from './tokens.ts';

export interface SignInPagesOptions {
  readonly client: SignInClient;
  readonly grants: Grants;
  readonly tokens: Tokens;
  /** Everybody who may sign in. */
  readonly members: () => readonly Member[];
}

type Door = (query: URLSearchParams, outgoing: ServerResponse) => void | Promise<void>;

const MAX_BODY = 100_000;
/** The ground is that of the page that leads here. */
const STYLES = ['../../web/technician/style/ground.css', 'login.css'];
const SCOPES = ['openid', 'profile'];

/** Whether a request is for the user pool's pages and their OAuth 2.0 endpoints. */
export const isForSignIn = ({ url }: IncomingMessage): boolean =>
  url?.startsWith(`${SIGN_IN_PATH}/`) ?? false;

/**
 * The user pool's managed pages as a browser meets them: the same paths, parameters and answers, but nobody is asked
 * for a password: whoever sits at this machine may be anybody.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html
 */
export function createSignInPages(options: SignInPagesOptions) {
  const doors: Readonly<Record<string, Door>> = {
    'GET /oauth2/authorize': (query, outgoing) => authorize(options.client, query, outgoing),
    'GET /login': (query, outgoing) => login(options, query, outgoing),
    'POST /login': (query, outgoing) => signIn(options, query, outgoing),
    'GET /logout': (query, outgoing) => logOut(options.client, query, outgoing),
    'POST /oauth2/token': (query, outgoing) => token(options, query, outgoing),
    'POST /oauth2/revoke': (query, outgoing) => revoke(options, query, outgoing),
    'GET /login.css': async (_, outgoing) => {
      const parts = await Promise.all(STYLES.map((path) => readFile(new URL(path, import.meta.url))));
      outgoing.writeHead(200, { 'content-type': 'text/css' }).end(Buffer.concat(parts));
    },
  };
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://localhost');
    const door = doors[`${incoming.method} ${pathname.slice(SIGN_IN_PATH.length)}`];
    if (!door) return void outgoing.writeHead(404).end();
    const form = new URLSearchParams((await readBody(incoming, MAX_BODY)).toString('utf8'));
    for (const [name, value] of form) searchParams.append(name, value);
    await door(searchParams, outgoing);
  };
}

/** What the client may ask for; what it may not, the pool says on a page of its own. */
function readAsked(client: SignInClient, query: URLSearchParams): Asked | undefined {
  const redirectUri = query.get('redirect_uri') ?? '';
  if (query.get('client_id') !== client.clientId || !client.callbackUrls.includes(redirectUri))
    return undefined;
  const [state, challenge] = [query.get('state'), query.get('code_challenge')];
  return { redirectUri, ...(state !== null && { state }), ...(challenge !== null && { challenge }) };
}

function authorize(client: SignInClient, query: URLSearchParams, outgoing: ServerResponse) {
  const asked = readAsked(client, query);
  if (!asked) return refuse(outgoing, 'The app client, or where it wants to go on, is not known.');
  const scopes = (query.get('scope') ?? SCOPES.join(' ')).split(' ');
  const wrong =
    query.get('response_type') !== 'code' ||
    scopes.some((scope) => !SCOPES.includes(scope)) ||
    (asked.challenge !== undefined && query.get('code_challenge_method') !== 'S256');
  if (wrong) return goOn(outgoing, asked, { error: 'invalid_request' });
  redirect(outgoing, `${SIGN_IN_PATH}/login?${query}`);
}

function login({ client, members }: SignInPagesOptions, query: URLSearchParams, outgoing: ServerResponse) {
  if (!readAsked(client, query)) return refuse(outgoing, 'Begin at /oauth2/authorize.');
  page(outgoing, 200, loginPage(members(), query));
}

function signIn(options: SignInPagesOptions, query: URLSearchParams, outgoing: ServerResponse) {
  const asked = readAsked(options.client, query);
  const member = options.members().find(({ memberId }) => memberId === query.get('username'));
  if (!asked || !member) return refuse(outgoing, 'Nobody of that name is of the team.');
  goOn(outgoing, asked, { code: options.grants.code(member.memberId, asked) });
}

function logOut(client: SignInClient, query: URLSearchParams, outgoing: ServerResponse) {
  const to = query.get('logout_uri') ?? '';
  if (query.get('client_id') !== client.clientId || !client.logoutUrls.includes(to))
    return refuse(outgoing, 'The app client, or where it wants to go on, is not known.');
  redirect(outgoing, to);
}

async function token(
  options: SignInPagesOptions,
  form: URLSearchParams,
  outgoing: ServerResponse,
): Promise<void> {
  if (form.get('client_id') !== options.client.clientId)
    return json(outgoing, 400, { error: 'invalid_client' });
  const granted = grantedBy(options.grants, form);
  if (granted === 'unsupported') return json(outgoing, 400, { error: 'unsupported_grant_type' });
  const member = options.members().find(({ memberId }) => memberId === granted?.memberId);
  if (!granted || !member) return json(outgoing, 400, { error: 'invalid_grant' });
  const { idTokenMs } = options.client;
  json(outgoing, 200, {
    ...(await options.tokens.forBrowser(member, idTokenMs)),
    ...(granted.refreshToken && { refresh_token: granted.refreshToken }),
    expires_in: idTokenMs / 1000,
    token_type: 'Bearer',
  });
}

function grantedBy(grants: Grants, form: URLSearchParams) {
  const given = (name: string) => form.get(name) ?? undefined;
  switch (given('grant_type')) {
    case 'authorization_code':
      return grants.redeem(given('code') ?? '', given('redirect_uri') ?? '', given('code_verifier'));
    case 'refresh_token':
      return grants.refresh(given('refresh_token') ?? '');
    default:
      return 'unsupported';
  }
}

function revoke({ client, grants }: SignInPagesOptions, form: URLSearchParams, outgoing: ServerResponse) {
  if (form.get('client_id') !== client.clientId) return json(outgoing, 400, { error: 'invalid_client' });
  grants.revoke(form.get('token') ?? '');
  outgoing.writeHead(200, OPEN).end();
}

/** Back to the app, with what it asked for or why not. */
function goOn(outgoing: ServerResponse, { redirectUri, state }: Asked, more: Record<string, string>): void {
  redirect(
    outgoing,
    `${redirectUri}?${new URLSearchParams({ ...more, ...(state !== undefined && { state }) })}`,
  );
}

const redirect = (outgoing: ServerResponse, location: string): void =>
  void outgoing.writeHead(302, { location, 'cache-control': 'no-store' }).end();

const refuse = (outgoing: ServerResponse, why: string): void =>
  page(outgoing, 400, `<!doctype html><p>${why}</p>`);

const OPEN = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };

function json(outgoing: ServerResponse, status: number, body: object): void {
  outgoing.writeHead(status, { ...OPEN, 'content-type': 'application/json' });
  outgoing.end(JSON.stringify(body));
}

function page(outgoing: ServerResponse, status: number, markup: string): void {
  outgoing.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
  });
  outgoing.end(markup);
}
