import type { Address } from '../town/addresses.ts';
import type { Place } from '../town/plane.ts';
import type { Town } from '../town/town.ts';
import type { TrackerClient } from '../tracker-client.ts';
import { chooseHouse } from './choose-house.ts';
import { dayOf } from './find-work.ts';
import { bookVisit, type Crew } from './seed.ts';
import { REGULARS } from './team.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Seconds of driving: all over the town. */
const ANYWHERE = [60, 240] as const;
/** Whose phone is out of reach; a number of the range that belongs to nobody. */
const OUT_OF_REACH = '+14155550199';
/** Names what is booked here, so that a day has it once. */
const NAME = 'demo-day';
const HOW_MANY = 8;

type Particulars = Omit<Parameters<typeof bookVisit>[2], 'house' | 'externalId'>;

/**
 * What an office has on its mind besides who drives where: visits nobody has yet, one on hold, one cancelled, a meeting,
 * a text that did not arrive, a visit that is overdue. Once a day, however often the stack is started.
 */
export async function bookCompanyDay(client: TrackerClient, town: Town, crew: Crew, from: Place) {
  const { token } = crew.dispatcher;
  const today = dayOf(await client.now());
  let houses = 0;
  const house = (): Address => chooseHouse(town, from, ANYWHERE, 11 * houses++);
  const book = (more: Particulars) =>
    bookVisit(client, crew, { house: house(), externalId: `${NAME}-${today}-${houses}`, ...more });

  const { visits } = await client.call<{ visits: { externalId?: string }[] }>(
    'GET',
    `/visits?day=${today}`,
    token,
  );
  // A day that was left half-way is gone on with: what is there already is found by its name.
  if (visits.some(({ externalId }) => externalId === `${NAME}-${today}-${HOW_MANY}`)) return;

  await overdue(client, crew, book);
  await book({ customer: REGULARS + 1, startsIn: HOUR_MS, priority: 'urgent', tags: ['gas'] });
  await book({ customer: REGULARS + 2, startsIn: 2 * HOUR_MS });
  await book({ customer: REGULARS + 3, startsIn: 3 * HOUR_MS, tags: ['plumbing'] });
  const held = await book({ customer: REGULARS + 4, technicians: [crew.tom], startsIn: 1.5 * HOUR_MS });
  await client.call('POST', `/visits/${held.visitId}/hold`, token, { reason: 'Waiting for a part' });
  const off = await book({ customer: REGULARS + 5, technicians: [crew.ana], startsIn: 4 * HOUR_MS });
  const reason = 'The customer has sold the house';
  await client.call('POST', `/visits/${off.visitId}/status`, token, { status: 'cancelled', reason });
  await client.call('POST', '/events', token, {
    title: 'Safety briefing',
    memberIds: [crew.devon.memberId, crew.tom.memberId],
    window: await windowIn(client, 3.5 * HOUR_MS, HOUR_MS / 2),
  });
  await client.call('POST', '/_local/unreachable', undefined, { to: OUT_OF_REACH });
  await book({
    customer: REGULARS + 6,
    phone: OUT_OF_REACH,
    technicians: [crew.devon],
    startsIn: 2.5 * HOUR_MS,
    sendLink: true,
  });
}

/** Sofia is still on her way to the first when the second should have begun: the office is told as it is booked. */
async function overdue(
  client: TrackerClient,
  crew: Crew,
  book: (more: Particulars) => Promise<{ visitId: string }>,
) {
  const technicians = [crew.sofia];
  const first = await book({ customer: REGULARS + 7, technicians, startsIn: -15 * MINUTE_MS });
  await client.step(crew.sofia.token, first.visitId, 'dispatched');
  await book({ customer: REGULARS + 8, technicians, startsIn: -45 * MINUTE_MS });
}

async function windowIn(client: TrackerClient, startsIn: number, lasts: number) {
  const start = (await client.now()) + startsIn;
  return { start: new Date(start).toISOString(), end: new Date(start + lasts).toISOString() };
}
