import { log } from '../kernel/log.ts';
import { epoch } from '../kernel/time.ts';
import { findShownByHash } from '../public/find-shown-visit.ts';

import type { LiveItem } from '../tracking/live.ts';
import { isFresh } from '../tracking/trust.ts';
import { eachOf, sendAway } from './send-away.ts';
import { tell } from './sockets-client.ts';
import { findWatchers, forgetWatcher, type PageWatcher } from './watcher-store.ts';

/** Something a page of this visit may show has changed. */
export interface Change {
  readonly visitId: string;
  /** When it was the drive that changed: what the public may see of it now. */
  readonly live?: LiveItem;
  /** The stream record it comes from. */
  readonly sequence: string;
}

/**
 * Tells everybody who watches, each visit once however often it changed in the batch.
 * @param now epoch ms
 * @returns the sequence numbers of the records that must come again
 */
export async function showChanges(changes: readonly Change[], now: number): Promise<readonly string[]> {
  const newest = new Map(changes.map((change) => [change.visitId, change]));
  const outcomes = await Promise.allSettled([...newest.values()].map((change) => showChange(change, now)));
  const failed = new Set<string>();
  outcomes.forEach((outcome, index) => {
    if (outcome.status === 'fulfilled') return;
    log.error('open pages could not be told', outcome.reason as Error);
    failed.add([...newest.keys()][index] ?? '');
  });
  return changes.filter(({ visitId }) => failed.has(visitId)).map(({ sequence }) => sequence);
}

async function showChange({ visitId, live }: Change, now: number): Promise<void> {
  if (live && isHistory(live, now)) return;
  // Positions come often, and the next one reaches who has just come. A link changes seldom and must reach all.
  const watchers = await findWatchers(visitId, now, live ? 'eventual' : 'consistent');
  const hashes = new Set(watchers.map(({ hash }) => hash));
  await eachOf([...hashes], (hash) =>
    showTo(
      watchers.filter((watcher) => watcher.hash === hash),
      hash,
      live,
      now,
    ),
  );
}

/** A backlog that ends long ago: whoever asks is shown it, nobody is told. */
const isHistory = ({ at }: LiveItem, now: number): boolean => at !== undefined && !isFresh(epoch(at), now);

/** One document for all who came by the same link. */
async function showTo(
  watching: readonly PageWatcher[],
  hash: string,
  live: LiveItem | undefined,
  now: number,
): Promise<void> {
  const shown = await findShownByHash(hash, now, live);
  // The drive is over, or the link: that is told when the link changes, or at the next ping.
  if (live && live.trip !== shown?.trip) return;
  if (!shown) {
    await eachOf(watching, ({ connectionId }) => sendAway(connectionId));
    return;
  }
  await eachOf(watching, async (watcher) => {
    const told = await tell(watcher.connectionId, { type: 'status', status: shown.document });
    if (!told) await forgetWatcher(watcher);
  });
}
