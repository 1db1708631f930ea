import { Refused, type SignedIn, type TrackerClient } from '../tracker-client.ts';
import { createClock, toPosted } from './post.ts';
import { type RecordedStop, type Recording, timeZoneOf } from './recording.ts';
import { shiftToSameTimeOfDay } from './same-time-of-day.ts';
import { type Act, writeScript } from './script.ts';
import { type Look, watchLinks } from './watch-link.ts';

/** How long before the recording begins the bookings are made. */
const LEAD_MS = 60_000;
const WINDOW_MS = 2 * 3_600_000;

/** A stop's visit, booked for the replay. */
export interface BookedStop {
  readonly stop: RecordedStop;
  readonly visitId: string;
  readonly phone: string;
  /** Of the customer's link. */
  readonly token: string;
}

/** A replay that was played. */
export interface Played {
  readonly booked: readonly BookedStop[];
  /** What each stop's link said during its drive: on setting off and after each upload. */
  readonly looks: ReadonlyMap<BookedStop, readonly Look[]>;
  /** Recorded time + shift = the stack's time, milliseconds. */
  readonly shift: number;
  readonly dispatcher: SignedIn;
  /** The stack's time when it began. */
  readonly startedAt: number;
  readonly rejected: number;
}

/** Plays a recording against a running stack, as the technician's phone, on the stack's clock. */
export async function play(
  client: TrackerClient,
  recording: Recording,
  options: { readonly taps: boolean; readonly log: (line: string) => void },
): Promise<Played> {
  const startedAt = await client.now();
  const accountId = `replay-${startedAt.toString(36)}`;
  const dispatcher = await client.signIn('dispatcher', {
    accountId,
    memberId: `${accountId}-office`,
    name: 'Ada Office',
  });
  const phone = await client.signIn('technician', {
    accountId,
    memberId: `${accountId}-driver`,
    name: 'Marcus Driver',
  });
  const timeZone = timeZoneOf(recording);
  await nameCompany(client, accountId, timeZone);
  const script = writeScript(recording, options.taps);
  const first = script[0]?.at ?? 0;
  const shift = shiftToSameTimeOfDay(first, startedAt + LEAD_MS, timeZone);
  const day = new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'full' }).format(first + shift);
  options.log(
    `All times are the recording's, in ${timeZone}. The stack's clock never goes back: its day is ${day}.`,
  );
  const clock = createClock(client);
  await clock.moveTo(first + shift - LEAD_MS);
  const booked = await book(client, recording, { dispatcher, technicianId: phone.memberId, shift });
  await feedRoutes(client, recording, shift);
  const watcher = await createWatcher(client, booked, shift);
  let rejected = 0;
  for (const act of script) {
    await clock.moveTo(act.at + shift);
    rejected += await perform(client, phone, booked, act, shift);
    await client.call('GET', '/_local/idle');
    await watcher.after(act);
  }
  return { booked, looks: watcher.looks, shift, dispatcher, startedAt, rejected };
}

/** Keeps an eye on the link of the stop that is driven to. */
async function createWatcher(client: TrackerClient, booked: readonly BookedStop[], shift: number) {
  const lookAt = await watchLinks(client, shift);
  const looks = new Map<BookedStop, Look[]>(booked.map((one) => [one, []]));
  let current: BookedStop | undefined;
  return {
    looks,
    async after(act: Act): Promise<void> {
      if (act.kind === 'set_off') current = booked.find(({ stop }) => stop === act.stop);
      if (!current || act.kind === 'complete') return;
      const look = await lookAt(current.token);
      if (look) looks.get(current)?.push(look);
    },
  };
}

/** Where the recording knows what a routing service answered, the stack's answers the same at the same moments. */
async function feedRoutes(client: TrackerClient, { stops, routes }: Recording, shift: number): Promise<void> {
  if (routes.length === 0) return;
  const answers = routes.map((route) => ({ ...route, at: new Date(route.at + shift).toISOString() }));
  for (const { lat, lng } of stops) {
    await client.call('POST', '/_local/routes', undefined, { destination: { lat, lng }, answers });
  }
}

/** A name for the texts to carry. */
async function nameCompany(client: TrackerClient, accountId: string, timeZone: string): Promise<void> {
  const owner = await client.signIn('owner', {
    accountId,
    memberId: `${accountId}-owner`,
    name: 'Olga Owner',
  });
  await client.call('PUT', '/settings', owner.token, { company: { name: 'Replay Services', timeZone } });
}

async function book(
  client: TrackerClient,
  recording: Recording,
  { dispatcher, technicianId, shift }: { dispatcher: SignedIn; technicianId: string; shift: number },
): Promise<BookedStop[]> {
  const booked: BookedStop[] = [];
  for (const [n, stop] of recording.stops.entries()) {
    const phone = `+1415555${1000 + n}`;
    const start = stop.enRouteAt + shift;
    const { visit, link } = await client.call<{
      visit: { visitId: string };
      link: { token: string };
    }>('POST', '/visits', dispatcher.token, {
      customer: { name: `Customer of ${stop.name}`, phone },
      address: {
        line: stop.name,
        lat: stop.lat,
        lng: stop.lng,
        timeZone: timeZoneOf(recording),
      },
      window: { start: new Date(start).toISOString(), end: new Date(start + WINDOW_MS).toISOString() },
      technicianIds: [technicianId],
    });
    booked.push({ stop, visitId: visit.visitId, phone, token: link.token });
  }
  return booked;
}

/** @returns how many fixes were rejected. */
async function perform(
  client: TrackerClient,
  phone: SignedIn,
  booked: readonly BookedStop[],
  act: Act,
  shift: number,
): Promise<number> {
  if (act.kind === 'upload') {
    const { rejected } = await client.post(
      phone.token,
      act.fixes.map((fix) => toPosted(fix, shift)),
    );
    return rejected.length;
  }
  const visitId = booked.find(({ stop }) => stop === act.stop)?.visitId ?? '';
  const status = { set_off: 'en_route', tap: 'arrived', complete: 'completed' }[act.kind];
  await client.step(phone.token, visitId, status).catch((error: unknown) => {
    // A tap after the system's own arrival and a completion is late, not wrong.
    if (!(act.kind === 'tap' && error instanceof Refused && error.status === 409)) throw error;
  });
  return 0;
}
