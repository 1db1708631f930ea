import type { Instant } from '../kernel/time.ts';
import { findMessage } from './message-store.ts';

/** The arrival time in the text about setting off, once that has left. */
export async function toldEta(visitId: string): Promise<Instant | undefined> {
  const message = await findMessage({ visitId, kind: 'en_route', occasion: 'once' });
  return message?.state === 'sent' || message?.state === 'delivered' ? message.eta : undefined;
}
