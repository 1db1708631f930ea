import { setTimeout as pause } from 'node:timers/promises';
import type { Place } from '../town/plane.ts';
import { createTown, type Town } from '../town/town.ts';
import { createTrackerClient, type TrackerClient, type VisitSummary } from '../tracker-client.ts';
import { chooseHouse } from './choose-house.ts';
import { driveVisit } from './drive-visit.ts';
import { findWork } from './find-work.ts';
import { bookVisit, type Crew, seedTeam, signInCrew } from './seed.ts';
import { DEPOT } from './team.ts';

const HOUR_MS = 3_600_000;
/** Seconds of driving: the first drive is over soon, the later ones have something to see. */
const FIRST_DRIVE = [58, 72] as const;
const LATER_DRIVES = [90, 240] as const;
const BETWEEN_VISITS_MS = 15_000;
const AFTER_TROUBLE_MS = 5_000;
/** Marcus always has this many visits ahead of him. */
const AHEAD = 2;

/** A demo that runs until it is stopped. */
export interface Demo {
  stop(): void;
}

/**
 * Lets the demo live: books visits, and drives to them one after the other, for ever, by HTTP alone. It goes on with
 * what it finds after a restart, and survives whatever visitors do to its visits.
 */
export function startDemo({ baseUrl, log }: { baseUrl: string; log: (line: string) => void }): Demo {
  const stopped = new AbortController();
  void run(createTrackerClient(baseUrl), log, stopped.signal);
  return { stop: () => stopped.abort() };
}

async function run(client: TrackerClient, log: (line: string) => void, signal: AbortSignal): Promise<void> {
  const town = createTown();
  let trouble = '';
  for (let round = 0; !signal.aborted; round += 1) {
    try {
      if (round === 0) await seedTeam(client.baseUrl);
      await oneVisit({ client, town, log, signal, round });
      trouble = '';
      await pause(BETWEEN_VISITS_MS, undefined, { signal });
    } catch (error) {
      if (signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      if (message !== trouble) log(`The demo waits a moment: ${message}`);
      trouble = message;
      await pause(AFTER_TROUBLE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

interface Round {
  readonly client: TrackerClient;
  readonly town: Town;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
  readonly round: number;
}

async function oneVisit({ client, town, log, signal, round }: Round): Promise<void> {
  const crew = await signInCrew(client);
  const from = await whereMarcusIs(client, town, crew);
  const visit = await nextVisit(client, town, crew, from);
  if (round === 0) log(await addresses(client, crew, visit));
  await driveVisit({ client, town, phone: crew.marcus, signal, log }, visit, from);
}

/** The most urgent visit, after making sure that there are enough. */
async function nextVisit(client: TrackerClient, town: Town, crew: Crew, from: Place): Promise<VisitSummary> {
  const work = await findWork(client, crew);
  if (work.length === 0) await bookFirstDay(client, town, crew, from);
  else if (work.length < AHEAD) await bookAnother(client, town, crew, from);
  const [visit] = work.length === 0 ? await findWork(client, crew) : work;
  if (!visit) throw new Error('nothing was booked');
  return visit;
}

/** Three visits: one about to begin, one for later, and one of the other technician's. */
async function bookFirstDay(client: TrackerClient, town: Town, crew: Crew, from: Place): Promise<void> {
  const near = chooseHouse(town, from, FIRST_DRIVE, 0);
  const customer = await numberOfVisit(client);
  const { marcus, priya } = crew;
  await bookVisit(client, crew, { house: near, technician: marcus, customer, startsIn: 0, sendLink: true });
  const later = chooseHouse(town, near.place, LATER_DRIVES, customer);
  await bookVisit(client, crew, {
    house: later,
    technician: marcus,
    customer: customer + 1,
    startsIn: HOUR_MS / 2,
  });
  const other = chooseHouse(town, from, LATER_DRIVES, customer + 7);
  await bookVisit(client, crew, {
    house: other,
    technician: priya,
    customer: customer + 2,
    startsIn: 2 * HOUR_MS,
  });
}

async function bookAnother(client: TrackerClient, town: Town, crew: Crew, from: Place): Promise<void> {
  const customer = await numberOfVisit(client);
  const house = chooseHouse(town, from, LATER_DRIVES, customer);
  await bookVisit(client, crew, { house, technician: crew.marcus, customer, startsIn: HOUR_MS / 4 });
}

/** Another customer every few minutes, without having to remember anything over a restart. */
async function numberOfVisit(client: TrackerClient): Promise<number> {
  return Math.floor((await client.now()) / 120_000);
}

async function whereMarcusIs(client: TrackerClient, town: Town, crew: Crew): Promise<Place> {
  const { technicians } = await client.call<{
    technicians: { memberId: string; lat: number; lng: number }[];
  }>('GET', '/technicians/positions', crew.dispatcher.token);
  const last = technicians.find(({ memberId }) => memberId === crew.marcus.memberId);
  if (last && town.contains(last)) return { lat: last.lat, lng: last.lng };
  const depot = town.findAddress(DEPOT);
  if (!depot) throw new Error(`the town has no ${DEPOT}`);
  return depot.place;
}

async function addresses(client: TrackerClient, crew: Crew, visit: VisitSummary): Promise<string> {
  const path = `/visits/${visit.visitId}/link`;
  const { url } = await client.call<{ url: string }>('GET', path, crew.dispatcher.token);
  return [
    '',
    `  customer's page   ${url}`,
    `  texts sent        ${client.baseUrl}/_local/`,
    `  API document      ${client.baseUrl}/openapi.json`,
    '',
  ].join('\n');
}
