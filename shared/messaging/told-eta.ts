import type { Instant } from '../kernel/time.ts';
import { MESSAGE_CHANNELS } from '../team/settings.ts';
import { findMessage } from './message-store.ts';

/** The arrival time in what was said about setting off, once that has left. */
export async function toldEta(visitId: string): Promise<Instant | undefined> {
  for (const asked of MESSAGE_CHANNELS) {
    const message = await findMessage({ visitId, kind: 'en_route', occasion: 'once', asked });
    if (message?.state === 'sent' || message?.state === 'delivered') return message.eta;
  }
  return undefined;
}
