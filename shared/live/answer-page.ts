import { findShownByHash } from '../public/find-shown-visit.ts';
import { findLink, isViewable } from '../visits/link-store.ts';
import { linkHash } from '../visits/link-token.ts';
import { dismiss, sendAway } from './send-away.ts';
import { tell } from './sockets-client.ts';
import { addWatcher, findWatchers, forgetConnection, type PageWatcher } from './watcher-store.ts';

/** Of a link that is passed around, this many pages are told; the others ask, as where sockets are blocked. */
export const MOST_WATCHERS = 50;

/**
 * A page says hello at `now` (epoch ms). Like a request for the status: one read for a token that leads nowhere,
 * whatever the cause.
 */
export async function welcomePage(connectionId: string, token: string, now: number): Promise<unknown> {
  const hash = linkHash(token);
  const link = await findLink(hash);
  if (!link || !isViewable(link, now)) return dismiss(connectionId);
  if (await isFull(link.visitId, connectionId, hash, now)) return sendAway(connectionId, 'full');
  // Noted before it is told: what changes in between comes by itself.
  await addWatcher({ connectionId, visitId: link.visitId, hash }, now);
  const shown = await findShownByHash(hash, now);
  if (!shown) return sendAway(connectionId);
  const told = await tell(connectionId, { type: 'status', status: shown.document });
  // It left before it was noted: nobody else will say so.
  if (!told) await forgetConnection(connectionId);
}

/** Not exact when many come at once: it keeps one change from having to reach a crowd, to the nearest few. */
async function isFull(visitId: string, connectionId: string, hash: string, now: number): Promise<boolean> {
  const watchers = await findWatchers(visitId, now);
  const others = watchers.filter((one) => one.hash === hash && one.connectionId !== connectionId);
  return others.length >= MOST_WATCHERS;
}

/**
 * While somebody is on the way a silence means something, so a ping is answered by what is true by now.
 * @returns whether the page may stay
 */
export async function reassurePage({ connectionId, hash }: PageWatcher, now: number): Promise<boolean> {
  const shown = await findShownByHash(hash, now);
  if (!shown) await sendAway(connectionId);
  else if (shown.document.status === 'en_route') {
    await tell(connectionId, { type: 'status', status: shown.document });
  }
  return shown !== undefined;
}
