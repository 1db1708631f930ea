import { log } from '../kernel/log.ts';
import { arriveBySystem } from '../visits/change-status.ts';
import { concludeStep } from './conclude-step.ts';
import { type Advanced, advance, type DriveState, type DriveToSite, newDrive } from './drive-state.ts';
import { findDrive, putDrive } from './drive-state-store.ts';
import type { Fix } from './fix.ts';
import type { Sighting } from './geofence-client.ts';
import { type Surroundings, withEstimate } from './keep-estimate.ts';
import type { Latest } from './latest-items-store.ts';
import { putLive } from './live-store.ts';
import { measureArrival, type ToldEta } from './measure-arrival.ts';
import { publicDrive } from './public-drive.ts';

/** The newest fixes, or the newest word of Amazon Location, on one drive. */
export interface DriveNews {
  readonly memberId: string;
  readonly drive: DriveToSite;
  readonly fixes: readonly Fix[];
  /** The stream records it comes from. */
  readonly sequences: readonly string[];
}

export interface LatestRecord extends Latest {
  readonly sequence: string;
}

/** What a batch of records tells of each drive, oldest first; without a known site there is nothing to follow. */
export function newsOf(records: readonly LatestRecord[]): DriveNews[] {
  const news = new Map<string, DriveNews>();
  for (const { memberId, fixes, drive, sequence } of records) {
    if (!drive?.site) continue;
    const key = `${drive.visitId}.${drive.trip}`;
    const before = news.get(key);
    news.set(key, {
      memberId,
      drive: newer(before?.drive, drive as DriveToSite),
      fixes: [...(before?.fixes ?? []), ...fixes].sort((a, b) => a.at - b.at),
      sequences: [...(before?.sequences ?? []), sequence],
    });
  }
  return [...news.values()];
}

/** The drive with the newer word of Amazon Location. */
const newer = (a: DriveToSite | undefined, b: DriveToSite): DriveToSite =>
  a?.entered && a.entered.at > (b.entered?.at ?? Number.NEGATIVE_INFINITY) ? a : b;

/** One drive on its way through the batch. */
interface Following extends Advanced {
  readonly news: DriveNews;
  readonly before: DriveState;
}

/**
 * Follows the drives technicians are on: what the public may see, what Amazon Location should see, arrivals.
 * Each drive settles on its own.
 * @param now epoch ms
 * @param isWatched whether anybody has a visit's page open: then the arrival time is worth another question
 * @param toldEta what the customer was told, to measure it by the arrival
 * @returns the sequence numbers of the records that must come again
 */
export async function followDrives(
  news: readonly DriveNews[],
  now: number,
  isWatched: Surroundings['isWatched'] = async () => false,
  toldEta: ToldEta = async () => undefined,
): Promise<readonly string[]> {
  const unsettled: string[] = [];
  const each = async <T, R>(
    items: readonly T[],
    of: (item: T) => DriveNews,
    work: (item: T) => Promise<R>,
  ) => {
    const outcomes = await Promise.allSettled(items.map(work));
    return outcomes.flatMap((outcome, index) => {
      if (outcome.status === 'fulfilled') return [outcome.value];
      log.error('a drive could not be followed', outcome.reason as Error);
      unsettled.push(...of(items[index] as T).sequences);
      return [];
    });
  };
  const begun = await each(
    news,
    (one) => one,
    (one) => begin(one, now),
  );
  const following = begun.filter((one) => one !== undefined);
  const refused = await show(following);
  await each(
    following,
    ({ news }) => news,
    (one) => finish(one, refused, now, { isWatched, toldEta }),
  );
  return unsettled;
}

async function begin(news: DriveNews, now: number): Promise<Following | undefined> {
  const { drive, memberId } = news;
  const known = await findDrive(drive.visitId, drive.trip);
  if (known?.over) return undefined;
  const before = known ?? newDrive(drive, memberId, await leadingHere(drive, memberId));
  const advanced = advance(before, news.fixes, drive, now);
  // The event may come back before the drive is written at the end: it needs to find whose it is.
  if (!known && advanced.send.length > 0) await putDrive(before, now);
  return { ...advanced, news, before };
}

/** What is known of the same drive before it was given another number; where it began stays hidden. */
async function leadingHere({ visitId, trip, continues }: DriveToSite, memberId: string) {
  for (let earlier = trip - 1; continues && earlier > 0; earlier--) {
    const state = await findDrive(visitId, earlier);
    if (state) return state.memberId === memberId ? state : undefined;
  }
  return undefined;
}

/** @returns what Amazon Location did not take; loaded only when a van is near its site */
async function show(following: readonly Following[]): Promise<readonly Sighting[]> {
  const sightings = following.flatMap(({ send, state: { visitId, trip } }) =>
    send.map((fix) => ({ visitId, trip, fix })),
  );
  if (sightings.length === 0) return [];
  const { evaluate } = await import('./geofence-client.ts');
  return evaluate(sightings);
}

async function finish(
  following: Following,
  refused: readonly Sighting[],
  now: number,
  { isWatched, toldEta }: Pick<Surroundings, 'isWatched'> & { readonly toldEta: ToldEta },
): Promise<void> {
  const { drive } = following.news;
  const missed = refused.some((one) => one.visitId === drive.visitId && one.trip === drive.trip);
  const { state, evidence } = concludeStep(following.before, following, missed, now);
  if (evidence) {
    const { visitId, trip } = drive;
    const arrived = await arriveBySystem({ visitId, trip, evidence, now });
    if (arrived === 'arrived') {
      const asked = { refused: missed, ...at(state.location.askedAt) };
      const shown = following.before.eta?.arrivesAt;
      await measureArrival({ visitId, trip, evidence, asked, shown }, toldEta, now);
    }
    await putDrive({ ...state, over: true }, now);
    return;
  }
  const estimated = await withEstimate(state, following.before, drive, now, { isWatched, findRoute });
  if (estimated === following.before) return;
  // What the public sees first: should the other write fail, all of it is done again.
  await putLive(publicDrive(estimated, now), now);
  await putDrive(estimated, now);
}

/** Loaded only by the few batches that need a route. */
const findRoute: Surroundings['findRoute'] = async (from, to) =>
  (await import('./routes-client.ts')).findRoute(from, to);

const at = (time: number | undefined) => (time === undefined ? {} : { at: time });
