/** The stack this page comes from, by the calls everybody has. */

export interface Visit {
  readonly visitId: string;
  readonly status: string;
  readonly hold?: unknown;
  readonly job?: string;
  readonly window: { readonly start: string; readonly end: string };
  readonly address: { readonly line: string; readonly timeZone: string };
  readonly customer: { readonly name: string; readonly phone: string; readonly email?: string };
  readonly technicianIds: readonly string[];
}

export interface Message {
  readonly channel: string;
  readonly to: string;
  readonly text: string;
  /** Of a mail. */
  readonly subject?: string;
  /** Of a mail: how it looks. */
  readonly html?: string;
  readonly at: string;
}

export interface Fault {
  readonly service: string;
  readonly kind: string;
  readonly times?: number;
}

/** What the page shows of the company at one moment. */
export interface Day {
  readonly company: { readonly name: string; readonly timeZone: string };
  readonly visits: readonly Visit[];
  /** What the team is called, by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

/** The demo's team, one of each role. */
const MEMBERS = { owner: 'demo-mike', dispatcher: 'demo-rosa', technician: 'demo-marcus' } as const;
export type Role = keyof typeof MEMBERS;

/** @throws Error in the stack's own words when it refuses */
export async function call<T>(method: string, path: string, body?: object, token?: string): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { readonly detail?: string; readonly message?: string };
  if (!response.ok)
    throw new Error(answer.detail ?? answer.message ?? `${method} ${path}: ${response.status}`);
  return answer as T;
}

export const tokenFor = async (role: Role): Promise<string> =>
  (
    await call<{ token: string }>('POST', '/_local/token', {
      role,
      accountId: 'demo',
      memberId: MEMBERS[role],
    })
  ).token;

/** Today's visits, as the office sees them, the earliest first. */
export async function today(token: string, now: number): Promise<Day> {
  const { company } = await call<{ company: Day['company'] }>('GET', '/settings', undefined, token);
  // Swedes write dates as ISO 8601 does.
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: company.timeZone }).format(now);
  const { visits } = await call<{ visits: Visit[] }>('GET', `/visits?day=${day}`, undefined, token);
  const { members } = await call<{ members: { memberId: string; name: string }[] }>(
    'GET',
    '/team/members',
    undefined,
    token,
  );
  return { company, visits, names: new Map(members.map(({ memberId, name }) => [memberId, name])) };
}

const links = new Map<string, string>();

/** Where the customer looks; the same for as long as this page is open, and none for a visit that is over. */
export async function linkOf({ visitId }: Visit, token: string): Promise<string> {
  const known = links.get(visitId);
  if (known !== undefined) return known;
  const found = await call<{ url: string }>('GET', `/visits/${visitId}/link`, undefined, token).then(
    ({ url }) => url,
    () => '',
  );
  links.set(visitId, found);
  return found;
}
