import { setTimeout as pause } from 'node:timers/promises';
import type { Place } from '../town/plane.ts';
import { createTown, type Town } from '../town/town.ts';
import {
  createTrackerClient,
  type SignedIn,
  type TrackerClient,
  type VisitSummary,
} from '../tracker-client.ts';
import { chooseHouse } from './choose-house.ts';
import { bookCompanyDay } from './company-day.ts';
import { type Driver, driveVisit } from './drive-visit.ts';
import { findWork } from './find-work.ts';
import { bookVisit, type Crew, seedTeam, signInCrew } from './seed.ts';
import { MARCUS, OTHERS, type Shift } from './shifts.ts';
import { DEPOT, REGULARS } from './team.ts';

const HOUR_MS = 3_600_000;
/** Seconds of driving: Marcus's first drive is over soon, the later ones have something to see. */
const FIRST_DRIVE = [36, 44] as const;
const BETWEEN_VISITS = 15;
const AFTER_TROUBLE = 5;
/** Everybody always has this many visits ahead of them. */
const AHEAD = 2;

/** A demo that runs until it is stopped. */
export interface Demo {
  stop(): void;
}

/** Where a demo runs. */
export interface DemoOptions {
  readonly baseUrl: string;
  readonly log: (line: string) => void;
  /** Who drives; the whole company, unless a test has enough with less. */
  readonly shifts?: readonly Shift[];
  /** How time passes: really, unless a test moves the stack's clock instead. Rejects when the signal aborts. */
  readonly wait?: (seconds: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Lets the demo live: a company's day, whose technicians drive from one visit to the next, for ever, by HTTP alone. It
 * goes on with what it finds after a restart, and survives whatever visitors do to its visits.
 */
export function startDemo({
  baseUrl,
  log,
  shifts = [MARCUS, ...OTHERS],
  wait = waitReally,
}: DemoOptions): Demo {
  const stopped = new AbortController();
  const { signal } = stopped;
  const stage = {
    client: createTrackerClient(baseUrl),
    town: createTown(),
    log,
    wait: (seconds: number) => wait(seconds, signal),
  };
  void run(stage, shifts, signal);
  return { stop: () => stopped.abort() };
}

const waitReally = (seconds: number, signal: AbortSignal) => pause(seconds * 1000, undefined, { signal });

type Stage = Omit<Driver, 'phone' | 'shift'>;

async function run(stage: Stage, shifts: readonly Shift[], signal: AbortSignal): Promise<void> {
  await untilItWorks(stage, signal, () => openDay(stage));
  await Promise.all(shifts.map((shift) => work(stage, shift, signal)));
}

/** The team, Marcus's first visit with the link to it, and then all else that a day has. */
async function openDay({ client, town, log }: Stage): Promise<void> {
  const crew = await seedTeam(client.baseUrl);
  const from = await whereIs(client, town, crew, crew.marcus);
  const [first = await bookFirst(client, town, crew, from)] = await findWork(client, crew, crew.marcus);
  log(`\n  customer's page   ${await linkOf(client, crew, first)}\n`);
  await bookCompanyDay(client, town, crew, from);
}

async function work(stage: Stage, shift: Shift, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await untilItWorks(stage, signal, () => oneVisit(stage, shift));
    await stage.wait(BETWEEN_VISITS).catch(() => undefined);
  }
}

/** Again and again; what is wrong is said once. */
async function untilItWorks(stage: Stage, signal: AbortSignal, act: () => Promise<void>): Promise<void> {
  let trouble = '';
  while (!signal.aborted) {
    try {
      return await act();
    } catch (error) {
      if (signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      if (message !== trouble) stage.log(`The demo waits a moment: ${message}`);
      trouble = message;
      await waitReally(AFTER_TROUBLE, signal).catch(() => undefined);
    }
  }
}

async function oneVisit(stage: Stage, shift: Shift): Promise<void> {
  const { client, town } = stage;
  const crew = await signInCrew(client);
  const phone = crew[shift.who];
  const from = await whereIs(client, town, crew, phone);
  const visit = await nextVisit(client, town, crew, shift, from);
  // The terminal follows one of them.
  const log = shift === MARCUS ? stage.log : () => undefined;
  await driveVisit({ ...stage, log, phone, shift }, visit, from);
}

/** The most urgent visit, after making sure that there are enough. */
async function nextVisit(
  client: TrackerClient,
  town: Town,
  crew: Crew,
  shift: Shift,
  from: Place,
): Promise<VisitSummary> {
  const technician = crew[shift.who];
  for (;;) {
    const ahead = await findWork(client, crew, technician);
    const [visit] = ahead;
    if (visit && ahead.length >= AHEAD) return visit;
    const turn = (await numberOfVisit(client)) + ahead.length;
    const customer = customerOf(shift, turn);
    const house = chooseHouse(town, from, shift.drive, turn + 13 * customer);
    const startsIn = (HOUR_MS / 2) * ahead.length;
    await bookVisit(client, crew, { house, technicians: [technician], customer, startsIn });
  }
}

/** Marcus's first visit, about to begin, and one of Priya's. */
async function bookFirst(client: TrackerClient, town: Town, crew: Crew, from: Place): Promise<VisitSummary> {
  const { marcus, priya } = crew;
  const near = chooseHouse(town, from, FIRST_DRIVE, 0);
  await bookVisit(client, crew, {
    house: near,
    technicians: [marcus],
    customer: 0,
    startsIn: 0,
    sendLink: true,
  });
  const other = chooseHouse(town, from, MARCUS.drive, 7);
  await bookVisit(client, crew, {
    house: other,
    technicians: [priya],
    customer: REGULARS,
    startsIn: 2 * HOUR_MS,
  });
  const [visit] = await findWork(client, crew, marcus);
  if (!visit) throw new Error('nothing was booked');
  return visit;
}

/** Everybody has customers of their own. */
function customerOf(shift: Shift, turn: number): number {
  const crew = [MARCUS, ...OTHERS];
  const each = Math.floor(REGULARS / crew.length);
  return Math.max(0, crew.indexOf(shift)) * each + (turn % each);
}

/** Another customer every few minutes, without having to remember anything over a restart. */
async function numberOfVisit(client: TrackerClient): Promise<number> {
  return Math.floor((await client.now()) / 120_000);
}

async function whereIs(client: TrackerClient, town: Town, crew: Crew, phone: SignedIn): Promise<Place> {
  const { technicians } = await client.call<{
    technicians: { memberId: string; lat: number; lng: number }[];
  }>('GET', '/technicians/positions', crew.dispatcher.token);
  const last = technicians.find(({ memberId }) => memberId === phone.memberId);
  if (last && town.contains(last)) return { lat: last.lat, lng: last.lng };
  const depot = town.findAddress(DEPOT);
  if (!depot) throw new Error(`the town has no ${DEPOT}`);
  return depot.place;
}

async function linkOf(client: TrackerClient, crew: Crew, { visitId }: VisitSummary): Promise<string> {
  const { url } = await client.call<{ url: string }>('GET', `/visits/${visitId}/link`, crew.dispatcher.token);
  return url;
}
