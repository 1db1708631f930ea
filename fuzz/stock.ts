import { type Answer, ask } from './ask.ts';
import { type Cast, kindOf, type Things } from './cast.ts';
import type { Chance } from './chance.ts';
import type { Operation } from './document.ts';

const HOUR_MS = 3_600_000;

/** A visit that somebody could set off to, and its link. */
export async function openVisits(url: string, cast: Cast, chance: Chance): Promise<void> {
  const start = Date.now() + HOUR_MS;
  const visit = {
    customer: {
      name: 'Dana Whitfield',
      phone: `+1415555${String(chance.below(10_000)).padStart(4, '0')}`,
      email: 'dana@example.com',
    },
    address: { line: '48 Willow Ln', lat: 37.7596, lng: -122.4269, timeZone: 'America/Los_Angeles' },
    window: { start: new Date(start).toISOString(), end: new Date(start + HOUR_MS).toISOString() },
    technicianIds: [cast.members.technician.memberId],
    sendLink: true,
  };
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${cast.members.owner.token}` };
  const { status, text } = await ask(url, {
    method: 'POST',
    target: '/visits',
    headers,
    body: JSON.stringify(visit),
  });
  if (status !== 201) throw new Error(`No visit: ${status} ${text}`);
  const { visit: made, link } = JSON.parse(text);
  cast.remember('visitId', { visitId: made.visitId });
  cast.remember('customerId', { customerId: made.customer.customerId });
  cast.remember('t token', { token: link.token });
}

interface Named {
  readonly kind: string;
  readonly things: Things;
}

/** Under which name an answer tells what a path calls otherwise, and on which paths. */
const CALLED: Readonly<Record<string, readonly [name: string, from: RegExp]>> = {
  id: ['id', /\/members\/\{memberId\}\/device-token/],
  trackerId: ['id', /\/vehicles\/\{vehicleId\}\/device-token/],
  deviceToken: ['token', /\/device-token$/],
  token: ['token', /^\/visits(\/\{visitId\}\/link)?$/],
  memberId: ['-', /-/],
  messageId: ['messageId', /messages$|^\/me$/],
};

/** What an answer tells of that can be asked for: by the parameters of other paths, as far as the request had the rest. */
export function whatIsNamed(
  operations: readonly Operation[],
  { path }: Operation,
  things: Things,
  { text }: Answer,
): Named[] {
  if (!text.startsWith('{')) return [];
  const told = JSON.parse(text);
  const named = new Map<string, Named>();
  for (const operation of operations) {
    const [name, ...more] = operation.names.filter((one) => !(one in things));
    if (name === undefined || more.length > 0) continue;
    const [called, from] = CALLED[name] ?? [name, /./];
    if (!from.test(path) || (name === 'token' && !operation.path.startsWith('/t/'))) continue;
    const kept = Object.fromEntries(
      operation.names.flatMap((one) => (one in things ? [[one, things[one] ?? '']] : [])),
    );
    for (const value of valuesOf(told, called)) {
      const kind = kindOf(operation);
      named.set(`${kind} ${value}`, { kind, things: inOrder(operation.names, { ...kept, [name]: value }) });
    }
  }
  return [...named.values()];
}

const inOrder = (names: readonly string[], things: Things): Things =>
  Object.fromEntries(names.map((name) => [name, things[name] ?? '']));

/** Every text of that name in what was answered. */
function valuesOf(told: unknown, name: string): string[] {
  if (told === null || typeof told !== 'object') return [];
  return Object.entries(told).flatMap(([key, value]) =>
    key === name && typeof value === 'string' ? [value] : valuesOf(value, name),
  );
}
