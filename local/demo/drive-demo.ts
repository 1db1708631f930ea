import { setTimeout as pause } from 'node:timers/promises';
import type { Place } from '../town/plane.ts';
import { createTown, type Town } from '../town/town.ts';
import { createTrackerClient, type TrackerClient, type VisitSummary } from '../tracker-client.ts';
import { chooseHouse } from './choose-house.ts';
import { type Driver, driveVisit } from './drive-visit.ts';
import { findWork } from './find-work.ts';
import { bookVisit, type Crew, seedTeam, signInCrew } from './seed.ts';
import { DEPOT } from './team.ts';

const HOUR_MS = 3_600_000;
/** Seconds of driving: the first drive is over soon, the later ones have something to see. */
const FIRST_DRIVE = [36, 44] as const;
const LATER_DRIVES = [90, 240] as const;
const BETWEEN_VISITS = 15;
const AFTER_TROUBLE = 5;
/** Marcus always has this many visits ahead of him. */
const AHEAD = 2;

/** A demo that runs until it is stopped. */
export interface Demo {
  stop(): void;
}

/** Where a demo runs. */
export interface DemoOptions {
  readonly baseUrl: string;
  readonly log: (line: string) => void;
  /** How time passes: really, unless a test moves the stack's clock instead. Rejects when the signal aborts. */
  readonly wait?: (seconds: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Lets the demo live: books visits, and drives to them one after the other, for ever, by HTTP alone. It goes on with
 * what it finds after a restart, and survives whatever visitors do to its visits.
 */
export function startDemo({ baseUrl, log, wait = waitReally }: DemoOptions): Demo {
  const stopped = new AbortController();
  const { signal } = stopped;
  const stage = {
    client: createTrackerClient(baseUrl),
    town: createTown(),
    log,
    wait: (seconds: number) => wait(seconds, signal),
  };
  void run(stage, signal);
  return { stop: () => stopped.abort() };
}

const waitReally = (seconds: number, signal: AbortSignal) => pause(seconds * 1000, undefined, { signal });

type Stage = Omit<Driver, 'phone'>;

async function run(stage: Stage, signal: AbortSignal): Promise<void> {
  let trouble = '';
  for (let round = 0; !signal.aborted; ) {
    try {
      if (round === 0) await seedTeam(stage.client.baseUrl);
      await oneVisit(stage, round === 0);
      trouble = '';
      round += 1;
      await stage.wait(BETWEEN_VISITS);
    } catch (error) {
      if (signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      if (message !== trouble) stage.log(`The demo waits a moment: ${message}`);
      trouble = message;
      await waitReally(AFTER_TROUBLE, signal).catch(() => undefined);
    }
  }
}

async function oneVisit(stage: Stage, isFirst: boolean): Promise<void> {
  const { client, town } = stage;
  const crew = await signInCrew(client);
  const from = await whereMarcusIs(client, town, crew);
  const visit = await nextVisit(client, town, crew, from);
  if (isFirst) stage.log(`\n  customer's page   ${await linkOf(client, crew, visit)}\n`);
  await driveVisit({ ...stage, phone: crew.marcus }, visit, from);
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

async function linkOf(client: TrackerClient, crew: Crew, { visitId }: VisitSummary): Promise<string> {
  const { url } = await client.call<{ url: string }>('GET', `/visits/${visitId}/link`, crew.dispatcher.token);
  return url;
}
