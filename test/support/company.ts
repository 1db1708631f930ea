import type { Stack } from './stack.ts';

/** San Francisco's Dolores Park: a real place that is nowhere near the generated town or the recorded drive. */
export const SITE = { lat: 37.7596, lng: -122.4269 };

const metresNorth = (metres: number) => metres / 111_195;

/** A point this many metres south of the site, on the meridian. */
export const southOf = (metres: number) => ({ lat: SITE.lat - metresNorth(metres), lng: SITE.lng });

/** Quiet hours at SITE in whose midst a moment (epoch ms) lies: an hour of them before it, one after. */
export function quietHoursAround(now: number) {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/Los_Angeles',
    hour: '2-digit',
    minute: '2-digit',
  });
  return { start: clock.format(now - 3_600_000), end: clock.format(now + 3_600_000) };
}

let phones = 0;
/** A US number nobody else in the run uses. */
export const newPhone = () => `+1415555${String(1000 + phones++).padStart(4, '0')}`;

/** One company of its own, with everybody a story needs. */
export async function company(stack: Pick<Stack, 'member' | 'call' | 'now' | 'idle'>, accountId: string) {
  const owner = await stack.member('owner', { accountId, memberId: `${accountId}-owner`, name: 'Olga Owen' });
  const dispatcher = await stack.member('dispatcher', {
    accountId,
    memberId: `${accountId}-desk`,
    name: 'Dee Spatch',
  });
  const technician = await stack.member('technician', {
    accountId,
    memberId: `${accountId}-marcus`,
    name: 'Marcus Bell',
  });
  const as = (who: { token: string }) => (method: string, path: string, body?: unknown) =>
    stack.call(method, path, { token: who.token, body });
  const desk = as(dispatcher);
  const phone = as(technician);
  return {
    owner,
    dispatcher,
    technician,
    boss: as(owner),
    desk,
    phone,
    /** A visit at SITE in the hour from now, assigned to Marcus unless said otherwise. */
    async book(more: object = {}) {
      const now = await stack.now();
      const hour = 3_600_000;
      const answer = await desk('POST', '/visits', {
        customer: { name: 'Dana Whitfield', phone: newPhone() },
        address: { line: '48 Willow Ln', ...SITE, timeZone: 'America/Los_Angeles' },
        window: { start: new Date(now + hour).toISOString(), end: new Date(now + 2 * hour).toISOString() },
        technicianIds: [technician.memberId],
        job: 'Furnace tune-up',
        ...more,
      });
      if (answer.status !== 201) throw new Error(`booking failed: ${answer.status} ${answer.text}`);
      return answer.body as {
        visit: {
          visitId: string;
          customer: { customerId: string; phone: string };
          address: { lat: number; lng: number };
          window: { start: string };
        };
        link: { url: string; token: string };
      };
    },
    /** The technician's phone reports fixes; `at` counts in seconds from the stack's now. */
    async report(
      fixes: readonly { lat: number; lng: number; speed?: number; ago?: number; accuracy?: number }[],
    ) {
      const now = await stack.now();
      const positions = fixes.map(({ ago = 0, ...fix }) => ({
        accuracy: 5,
        speed: 10,
        ...fix,
        at: new Date(now - ago * 1000).toISOString(),
      }));
      return phone('POST', '/positions', { positions });
    },
    step: (visitId: string, status: string, more: object = {}) =>
      desk('POST', `/visits/${visitId}/status`, { status, ...more }),
  };
}
