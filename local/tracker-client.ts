/** What a member of staff and the local stack's control calls look like to the demo and the replay. */
export interface SignedIn {
  readonly token: string;
  readonly memberId: string;
  readonly accountId: string;
}

/** Of a visit, what a simulated phone or office needs. */
export interface VisitSummary {
  readonly visitId: string;
  readonly status: 'pending_dispatch' | 'dispatched' | 'en_route' | 'arrived' | 'completed' | 'cancelled';
  readonly hold?: unknown;
  readonly address: { readonly line: string; readonly lat?: number; readonly lng?: number };
  readonly window: { readonly start: string; readonly end: string };
  readonly technicianIds: readonly string[];
  readonly arrivedAt?: string;
}

/** One fix as a phone posts it. */
export interface PostedFix {
  readonly at: string;
  readonly lat: number;
  readonly lng: number;
  readonly accuracy?: number;
  readonly speed?: number;
  readonly heading?: number;
  readonly battery?: number;
}

/** An answer other than 2xx. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, what: string, body: string) {
    super(`${what}: ${status} ${body.slice(0, 300)}`);
    this.status = status;
  }
}

/** A client of one running stack, by HTTP alone. */
export type TrackerClient = ReturnType<typeof createTrackerClient>;

/** @param baseUrl where the stack listens, e.g. http://127.0.0.1:4000 */
export function createTrackerClient(baseUrl: string) {
  /** @throws Refused for any answer but a 2xx. */
  async function call<T>(method: string, path: string, token?: string, body?: unknown): Promise<T> {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Refused(response.status, `${method} ${path}`, text);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
  return {
    baseUrl,
    call,
    signIn: (role: string, more: { accountId?: string; memberId?: string; name?: string } = {}) =>
      call<SignedIn>('POST', '/_local/token', undefined, { role, ...more }),
    now: async () => Date.parse((await call<{ now: string }>('GET', '/_local/clock')).now),
    visit: async (token: string, visitId: string) =>
      (await call<{ visit: VisitSummary }>('GET', `/visits/${visitId}`, token)).visit,
    step: (token: string, visitId: string, status: string) =>
      call<{ visit: VisitSummary }>('POST', `/visits/${visitId}/status`, token, { status }),
    post: (token: string, positions: readonly PostedFix[]) =>
      call<{ accepted: number; rejected: readonly { index: number; reason: string }[] }>(
        'POST',
        '/positions',
        token,
        { positions },
      ),
  };
}
