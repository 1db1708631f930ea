import type { Route } from '../town/find-route.ts';
import type { Place } from '../town/plane.ts';
import type { Town } from '../town/town.ts';
import type { PostedFix, SignedIn, TrackerClient, VisitSummary } from '../tracker-client.ts';
import type { Shift } from './shifts.ts';
import { fixOnRoute } from './simulate-drive.ts';

/** Seconds. */
const FIX_EVERY = 4;
const FIXES_PER_POST = 2;
const BEFORE_CONFIRMING = 3;
const BEFORE_SETTING_OFF = 4;
const PATIENCE_AT_THE_DOOR = 60;

/** What driving one visit needs. */
export interface Driver {
  readonly client: TrackerClient;
  readonly town: Town;
  readonly phone: SignedIn;
  readonly shift: Pick<Shift, 'atWork' | 'silence'>;
  /** Lets some seconds pass; rejects when the demo is stopped. */
  readonly wait: (seconds: number) => Promise<void>;
  readonly log: (line: string) => void;
}

/**
 * Takes one visit from wherever it stands to its completion, as a technician with a phone would: confirm, set off,
 * drive, wait for the arrival to be noticed, work, complete. Gives up quietly when the office took the visit away.
 */
export async function driveVisit(driver: Driver, visit: VisitSummary, from: Place): Promise<void> {
  const { wait } = driver;
  const step = async (status: string) => {
    await driver.client.step(driver.phone.token, visit.visitId, status);
    driver.log(`${visit.address.line}: ${status.replace('_', ' ')}`);
  };
  if (visit.status === 'pending_dispatch') {
    await wait(BEFORE_CONFIRMING);
    await step('dispatched');
  }
  if (visit.status === 'pending_dispatch' || visit.status === 'dispatched') {
    await wait(BEFORE_SETTING_OFF);
    await step('en_route');
  }
  const site = siteOf(driver.town, visit);
  const status = site
    ? await drive(driver, visit, driver.town.route(from, site))
    : (await driver.client.visit(driver.phone.token, visit.visitId)).status;
  if (status === 'en_route') await step('arrived');
  else if (status !== 'arrived') return;
  else if (visit.status !== 'arrived') driver.log(`${visit.address.line}: arrival noticed`);
  await wait(driver.shift.atWork);
  await step('completed');
}

/** Where a visit is; undefined for an address nobody could verify. */
function siteOf(town: Town, { address }: VisitSummary): Place | undefined {
  if (address.lat === undefined || address.lng === undefined) return town.findAddress(address.line)?.place;
  return { lat: address.lat, lng: address.lng };
}

/** Posts fixes along the route until somebody changes the status or patience ends. @returns the status then. */
async function drive(driver: Driver, visit: VisitSummary, route: Route): Promise<string> {
  let { silence } = driver.shift;
  let began = await driver.client.now();
  let waiting: PostedFix[] = [];
  let { status } = await driver.client.visit(driver.phone.token, visit.visitId);
  for (let now = began; status === 'en_route'; now = await driver.client.now()) {
    const elapsed = (now - began) / 1000;
    if (elapsed >= route.seconds + PATIENCE_AT_THE_DOOR) break;
    if (silence && elapsed >= silence.afterSeconds) {
      await driver.wait(silence.seconds);
      began += silence.seconds * 1000;
      silence = undefined;
      continue;
    }
    waiting.push(fixOnRoute(route, elapsed, now));
    if (now === began || waiting.length >= FIXES_PER_POST || elapsed > route.seconds) {
      await driver.client.post(driver.phone.token, waiting);
      waiting = [];
    }
    await driver.wait(FIX_EVERY);
    ({ status } = await driver.client.visit(driver.phone.token, visit.visitId));
  }
  return status;
}
