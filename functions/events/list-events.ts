import { EventsQuery } from '../../shared/events/contract.ts';
import { concerns } from '../../shared/events/event.ts';
import { toEventBody } from '../../shared/events/event-body.ts';
import { eventsWithin } from '../../shared/events/event-store.ts';
import { dayAt, dayBounds } from '../../shared/visits/local-day.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /events: what else is in a day of the account's, or in some from it on; to a technician their own. */
export const handler = staff({ query: EventsQuery }, async ({ query, account, member, now }) => {
  const { timeZone } = account.settings.company;
  const { day = dayAt(now, timeZone), days = '1' } = query;
  const span = { start: dayBounds(day, timeZone).start, end: dayBounds(day, timeZone, Number(days)).end };
  const events = await eventsWithin(account.accountId, span);
  const seen = member.role === 'technician' ? events.filter((one) => concerns(one, member.memberId)) : events;
  return reply(200, { events: seen.map(toEventBody) });
});
