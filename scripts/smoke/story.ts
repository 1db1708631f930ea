import { randomUUID } from 'node:crypto';
import { fixAt, type Site } from './drive-in.ts';
import type { SignedIn } from './sign-in.ts';
import { Failure, type TrackerApi } from './tracker-api.ts';

export interface Smoke {
  readonly api: TrackerApi;
  readonly signIn: (who: 'dispatcher' | 'technician') => Promise<SignedIn>;
  /** E.164; gets the texts. */
  readonly phone: string;
  readonly site: Site;
  /** Seconds between two fixes, and between two looks. */
  readonly interval: number;
  /** Epoch milliseconds. */
  readonly now: () => number | Promise<number>;
  /** Lets seconds pass; rejects when whoever watches has had enough. */
  readonly wait: (seconds: number) => Promise<unknown>;
  /** Told of each step as it is done, with what was seen. */
  readonly done: (step: string, seen?: string) => void;
}

interface Visit {
  readonly visitId: string;
  readonly status: string;
}
interface Message {
  readonly kind: string;
  readonly channel: string;
  readonly state: string;
  readonly reason?: string;
}
interface Shown {
  readonly status: string;
  readonly position?: Site;
  readonly eta?: { readonly arrivesAt: string };
}

/** Seconds. The drive takes forty, and what follows from a fix a few. */
const TO_ARRIVE = 75;
const TO_FOLLOW = 20;

/**
 * The main job, as a company would have it: book, set off, be seen, arrive, be done. Ends with nothing active, also
 * when it fails.
 * @throws Failure that says what did not come about
 */
export async function runStory(smoke: Smoke): Promise<void> {
  const { api, done } = smoke;
  const office = await smoke.signIn('dispatcher');
  if (office.role === 'technician') throw new Failure('The first person has to be of the office.');
  done('the dispatcher signs in', office.role);
  const technician = await smoke.signIn('technician');
  if (technician.role !== 'technician') throw new Failure('The second person has to be a technician.');
  done('the technician signs in');
  const { visit, link } = await book(smoke, office, technician);
  const path = `/visits/${visit.visitId}`;
  done('a visit is booked', visit.visitId);
  try {
    await lookAtPage(smoke, link.url);
    await drive(smoke, { office, technician, path, shownAt: `/t/${link.token}/status` });
    await readMessages(smoke, office, path);
    await api.call('POST', `${path}/status`, technician.token, { status: 'completed' });
    const shown = await whatIsLeft(smoke, office, `/t/${link.token}/status`);
    if (shown && (shown.status !== 'completed' || shown.position))
      throw new Failure('The link does not show the visit as completed, or still shows a position.');
    done('the technician completes it; nothing is live any more');
  } catch (error) {
    const first = messageOf(error);
    await cleanUp(smoke, office, path).catch((second) => {
      throw new Failure(`${first}\nVisit ${visit.visitId} may be left open: ${messageOf(second)}`);
    });
    throw error;
  }
}

/** What the link shows of a completed visit; nothing where the account lets links end with it. */
async function whatIsLeft({ api }: Smoke, office: SignedIn, path: string): Promise<Shown | undefined> {
  const { link } = await api.call<{ link: { retentionHours: number } }>('GET', '/settings', office.token);
  return api.call<Shown>('GET', path).catch((error) => {
    if (link.retentionHours === 0 && error instanceof Failure && error.status === 404) return undefined;
    throw error;
  });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface Booked {
  readonly visit: Visit;
  readonly link: { readonly url: string; readonly token: string };
}

async function book(smoke: Smoke, office: SignedIn, technician: SignedIn): Promise<Booked> {
  const { api, phone, site, now } = smoke;
  const start = await now();
  const HOUR = 3_600_000;
  const body = {
    externalId: `smoke-test-${randomUUID()}`,
    customer: { name: 'Smoke Test', phone },
    address: { line: 'Dolores Park, San Francisco', ...site, timeZone: 'America/Los_Angeles' },
    window: { start: new Date(start).toISOString(), end: new Date(start + HOUR).toISOString() },
    technicianIds: [technician.memberId],
    job: 'Smoke test of a deployment',
  };
  const ask = (sendLink: boolean) => api.call<Booked>('POST', '/visits', office.token, { ...body, sendLink });
  return ask(true).catch(async (error: unknown) => {
    if (isAnswered(error)) throw error;
    // It may have been booked all the same. Whoever asks again with the same id is told which visit that is, or, where
    // it was not, gets one that nobody is told of: either way it is known then, and can be closed.
    const first = messageOf(error);
    await ask(false)
      .then(({ visit }) => cleanUp(smoke, office, `/visits/${visit.visitId}`))
      .catch((second) => {
        throw new Failure(`${first}\nVisit ${body.externalId} may be left open: ${messageOf(second)}`);
      });
    throw error;
  });
}

/** Whether the tracker said no itself: then nothing has come about. */
const isAnswered = (error: unknown): boolean =>
  error instanceof Failure && error.status !== undefined && error.status < 500;

async function lookAtPage({ api, done }: Smoke, url: string): Promise<void> {
  const page = await api.page(url);
  if (!page.includes('Smoke test of a deployment'))
    throw new Failure("The customer's page shows another visit.");
  done("the customer's page opens");
}

interface Way {
  readonly office: SignedIn;
  readonly technician: SignedIn;
  readonly path: string;
  readonly shownAt: string;
}

/** From dispatching to the door: one fix an interval, each of its own moment. */
async function drive(smoke: Smoke, { office, technician, path, shownAt }: Way): Promise<void> {
  const { api, site, done } = smoke;
  await api.call('POST', `${path}/status`, technician.token, { status: 'dispatched' });
  await api.call('POST', `${path}/status`, technician.token, { status: 'en_route' });
  done('the technician confirms and sets off');
  const began = await smoke.now();
  let seen = false;
  const arrived = await until(smoke, TO_ARRIVE, async (now) => {
    const fix = fixAt(site, (now - began) / 1000, now);
    const { rejected } = await api.call<{ rejected: readonly { reason: string }[] }>(
      'POST',
      '/positions',
      technician.token,
      { positions: [fix] },
    );
    if (rejected[0]) throw new Failure(`A position was refused: ${rejected[0].reason}.`);
    const shown = await api.call<Shown>('GET', shownAt);
    if (shown.position && !seen)
      done('the customer sees the van', shown.eta && `arriving ${shown.eta.arrivesAt}`);
    seen ||= shown.position !== undefined;
    return shown.status === 'arrived';
  });
  if (!arrived && !seen)
    throw new Failure(`The customer never saw the van, within ${TO_ARRIVE} s of driving.`);
  if (!arrived)
    throw new Failure(`The van stood before the door, and no arrival was noticed in ${TO_ARRIVE} s.`);
  if (!seen) throw new Failure('The arrival was noticed, but the customer never saw the van on its way.');
  const { entries } = await api.call<{ entries: readonly { kind: string; evidence?: { source: string } }[] }>(
    'GET',
    `${path}/timeline`,
    office.token,
  );
  const evidence = entries.find(({ kind }) => kind === 'visit.arrived')?.evidence;
  if (evidence?.source !== 'geofence')
    throw new Failure(`The arrival was not noticed by the geofence, but by ${evidence?.source ?? 'nobody'}.`);
  done('the arrival is noticed, by the geofence');
}

/** What a customer should have been told by now. */
const TOLD = ['booked', 'en_route', 'arrived'];
const OUT = ['sent', 'delivered'];

async function readMessages(smoke: Smoke, office: SignedIn, path: string): Promise<void> {
  let messages: readonly Message[] = [];
  const out = await until(smoke, TO_FOLLOW, async () => {
    ({ messages } = await smoke.api.call<{ messages: Message[] }>('GET', `${path}/messages`, office.token));
    return TOLD.every((kind) => messages.some((one) => one.kind === kind && one.state !== 'queued'));
  });
  const states = messages.map(({ kind, state, reason }) => `${kind} ${state}${reason ? ` (${reason})` : ''}`);
  const missing = TOLD.filter(
    (kind) => !messages.some((one) => one.kind === kind && OUT.includes(one.state)),
  );
  if (!out || missing.length > 0)
    throw new Failure(
      `Not told: ${missing.join(', ') || 'in time'}. Messages: ${states.join(', ') || 'none'}.`,
    );
  smoke.done('the customer is told', states.join(', '));
}

/** Asks again and again. @returns whether it came true within so many seconds */
async function until(
  { now, wait, interval }: Smoke,
  seconds: number,
  isTrue: (now: number) => Promise<boolean>,
): Promise<boolean> {
  const began = await now();
  for (let at = began; at - began <= seconds * 1000; at = await now()) {
    if (await isTrue(at)) return true;
    await wait(interval);
  }
  return false;
}

/** Whatever is still open is cancelled, by the office, so that nobody is shown and nobody is told anything more. */
async function cleanUp({ api, done }: Smoke, office: SignedIn, path: string): Promise<void> {
  const { visit } = await api.call<{ visit: Visit }>('GET', path, office.token);
  if (visit.status === 'completed' || visit.status === 'cancelled') return;
  if (visit.status === 'arrived')
    await api.call('POST', `${path}/status`, office.token, { status: 'completed' });
  else await api.call('POST', `${path}/status`, office.token, { status: 'cancelled', reason: 'smoke test' });
  done('the visit that was left open is closed');
}
