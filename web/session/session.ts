import type { KeyStore } from './key-store.ts';

/** Where the team signs in, as which app, and to which host of ours it comes back: what the deployment says. */
export interface SignInConfig {
  readonly url: string;
  readonly clientId: string;
  readonly host?: string;
}

/** Under another name of the same host nobody comes back from signing in. */
export const isElsewhere = ({ host }: SignInConfig): boolean => host !== undefined && host !== location.host;

/** Who has signed in. */
export interface Me {
  readonly memberId: string;
  readonly name: string;
  readonly role: string;
}

/** Dispatchers and owners have no visits of their own, and no position to share. */
export const isOfOffice = (me: Me | undefined): boolean => me !== undefined && me.role !== 'technician';

/** What is kept of it. */
interface Kept {
  readonly me: Me;
  readonly idToken: string;
  /** Epoch ms. */
  readonly until: number;
  readonly refreshToken: string;
}

interface Begun {
  readonly state: string;
  readonly verifier: string;
}

/** Nobody is signed in, or not any more. */
export class SignedOut extends Error {}

const SESSION = 'session';
const BEGUN = 'sign-in';
/** Tokens are renewed while they are still good: a request on its way must not outlive its own. */
const RENEW_BEFORE = 60_000;
const RENEWED_WITHIN = 20_000;

/**
 * Signing in by OpenID Connect: authorization code with PKCE (RFC 7636), and a refresh token that is replaced at each
 * use. The tokens lie in this origin's IndexedDB, where no script but ours runs.
 */
export function createSession(store: KeyStore, config: SignInConfig) {
  const page = location.origin + location.pathname;
  /** Whose page this is, for as long as it is open: in another tab somebody else may sign in. */
  let mine: string | undefined;
  /** @throws SignedOut */
  const session = async (): Promise<Kept> => {
    const kept = await store.get<Kept>(SESSION);
    if (!kept?.refreshToken || kept.me.memberId !== mine) throw new SignedOut();
    return kept;
  };
  const ask = (path: string, form: Record<string, string>) =>
    fetch(config.url + path, {
      method: 'POST',
      body: new URLSearchParams({ client_id: config.clientId, ...form }),
      signal: AbortSignal.timeout(RENEWED_WITHIN),
    });
  const take = async (answer: Response, before?: Kept): Promise<Kept> => {
    const { id_token: idToken, refresh_token, expires_in } = await answer.json();
    const kept: Kept = {
      me: whoseIs(idToken),
      idToken,
      until: Date.now() + expires_in * 1000,
      refreshToken: refresh_token ?? before?.refreshToken,
    };
    await store.put(SESSION, kept);
    return kept;
  };
  /** One page at a time, even of two that are open: a refresh token is good once. */
  const renewed = (stale: string): Promise<Kept> =>
    navigator.locks.request('session', async () => {
      const kept = await session();
      if (kept.idToken !== stale) return kept;
      const answer = await ask('/oauth2/token', {
        grant_type: 'refresh_token',
        refresh_token: kept.refreshToken,
      });
      if (answer.ok) return take(answer, kept);
      // Any other answer is a fault of the other side, which passes.
      if (answer.status !== 400 && answer.status !== 401) throw new Error(`${answer.status}`);
      await store.put(SESSION, { ...kept, idToken: '', refreshToken: '', until: 0 });
      throw new SignedOut();
    });
  const logOut = (): void => {
    const query = new URLSearchParams({ client_id: config.clientId, logout_uri: page });
    location.assign(`${config.url}/logout?${query}`);
  };
  return {
    /** Who was the last to sign in here, whether or not that still holds. */
    async me(): Promise<Me | undefined> {
      const me = (await store.get<Kept>(SESSION))?.me;
      mine = me?.memberId;
      return me;
    },
    isOpen: async (): Promise<boolean> => !!(await store.get<Kept>(SESSION))?.refreshToken,
    /** Goes to the page that signs in. @param hint whom it may propose */
    async begin(hint: string, language: string): Promise<void> {
      const begun: Begun = { state: random(), verifier: random() };
      await store.put(BEGUN, begun);
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: config.clientId,
        redirect_uri: page,
        scope: 'openid profile',
        state: begun.state,
        code_challenge: await challengeOf(begun.verifier),
        code_challenge_method: 'S256',
        lang: language,
        ...(hint && { login_hint: hint }),
      });
      location.assign(`${config.url}/oauth2/authorize?${query}`);
    },
    /** Takes what the sign-in page sent along, when this is the way back from it; false when it said no. */
    async finish(): Promise<boolean> {
      const query = new URLSearchParams(location.search);
      const begun = await store.get<Begun>(BEGUN);
      if (!query.has('state')) return true;
      // Neither a reload nor the history may use it again.
      history.replaceState(null, '', location.pathname);
      await store.forget(BEGUN);
      if (!begun || query.get('state') !== begun.state || !query.has('code')) return false;
      const answer = await ask('/oauth2/token', {
        grant_type: 'authorization_code',
        code: query.get('code') ?? '',
        redirect_uri: page,
        code_verifier: begun.verifier,
      });
      if (answer.ok) await take(answer);
      return answer.ok;
    },
    /** A token that is good now. @param refused one that was not, whatever its date says @throws SignedOut */
    async token(refused?: string): Promise<string> {
      const kept = await session();
      const isGood = kept.until - Date.now() > RENEW_BEFORE && kept.idToken !== refused;
      return isGood ? kept.idToken : (await renewed(kept.idToken)).idToken;
    },
    /** What was not sent stays in its own store, and goes out when the same person signs in again. */
    async end(): Promise<void> {
      const kept = await store.get<Kept>(SESSION);
      await store.forget(SESSION);
      if (kept?.refreshToken)
        await ask('/oauth2/revoke', { token: kept.refreshToken }).catch(() => undefined);
      logOut();
    },
  };
}

export type Session = ReturnType<typeof createSession>;

/** What the token says; whether it is true, the service checks. */
function whoseIs(idToken: string): Me {
  const claims = JSON.parse(new TextDecoder().decode(fromBase64(idToken.split('.')[1] ?? ''))) as Record<
    string,
    unknown
  >;
  const groups = claims['cognito:groups'];
  return {
    memberId: String(claims['custom:member_id']),
    name: String(claims['name'] ?? ''),
    role: String(Array.isArray(groups) ? groups[0] : ''),
  };
}

const random = (): string => toBase64(crypto.getRandomValues(new Uint8Array(32)));

const challengeOf = async (verifier: string): Promise<string> =>
  toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));

const toBase64 = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (one) => ({ '+': '-', '/': '_' })[one] ?? '');

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/[-_]/g, (one) => (one === '-' ? '+' : '/'))), (one) =>
    one.charCodeAt(0),
  );
