import { findShownByHash } from '../public/find-shown-visit.ts';
import { findLink, isViewable } from '../visits/link-store.ts';
import { linkHash } from '../visits/link-token.ts';
import type { PageMessage } from './message.ts';
import { close, tell } from './sockets-client.ts';
import { addWatcher, findWatcher, findWatchers, forgetConnection, type Watcher } from './watcher-store.ts';

/** Of a link that is passed around, this many pages are told; the others ask, as where sockets are blocked. */
export const MOST_WATCHERS = 50;

/** Answers what a page said through its socket at `now` (epoch ms). */
export const answerPage = (connectionId: string, message: PageMessage, now: number): Promise<unknown> =>
  message.type === 'hello' ? welcome(connectionId, message.token, now) : reassure(connectionId, now);

/** Like a request for the status: one read for a token that leads nowhere, whatever the cause. */
async function welcome(connectionId: string, token: string, now: number): Promise<unknown> {
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

/** While somebody is on the way a silence means something, so the answer says what is true by now. */
async function reassure(connectionId: string, now: number): Promise<unknown> {
  const watcher = await findWatcher(connectionId);
  if (watcher) {
    const shown = await findShownByHash(watcher.hash, now);
    if (!shown) return sendAway(connectionId);
    if (shown.document.status === 'en_route') {
      await tell(connectionId, { type: 'status', status: shown.document });
    }
  }
  return tell(connectionId, { type: 'pong' });
}

/** Says why nothing follows, and closes. */
async function dismiss(connectionId: string, type: 'gone' | 'full' = 'gone'): Promise<void> {
  if (await tell(connectionId, { type })) await close(connectionId);
}

/** The same to who may have been noted before. */
export async function sendAway(
  connectionId: Watcher['connectionId'],
  why: 'gone' | 'full' = 'gone',
): Promise<void> {
  await dismiss(connectionId, why);
  await forgetConnection(connectionId);
}
