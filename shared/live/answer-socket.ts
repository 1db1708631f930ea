import { reassureOffice, welcomeOffice } from './answer-office.ts';
import { reassurePage, welcomePage } from './answer-page.ts';
import type { ClientMessage } from './message.ts';
import { tell } from './sockets-client.ts';
import { findWatcher, isOffice } from './watcher-store.ts';

/** Answers what was said through a socket at `now` (epoch ms). */
export async function answerSocket(
  connectionId: string,
  message: ClientMessage,
  now: number,
): Promise<unknown> {
  if (message.type === 'ping') return reassure(connectionId, now);
  return 'ticket' in message
    ? welcomeOffice(connectionId, message.ticket, now)
    : welcomePage(connectionId, message.token, now);
}

async function reassure(connectionId: string, now: number): Promise<unknown> {
  const watcher = await findWatcher(connectionId);
  const stays =
    !watcher || (isOffice(watcher) ? await reassureOffice(watcher, now) : await reassurePage(watcher, now));
  return stays && tell(connectionId, { type: 'pong' });
}
