import type { Instant } from '../kernel/time.ts';
import { MESSAGE_CHANNELS } from '../team/settings.ts';
import type { Visit } from '../visits/visit.ts';
import { findMessage } from './message-store.ts';

/** When the arrival message of a technician who is there left, whichever way it went; undefined until it has. */
export async function toldArrivalAt({ visitId, status }: Visit): Promise<Instant | undefined> {
  if (status !== 'arrived') return undefined;
  for (const asked of MESSAGE_CHANNELS) {
    const message = await findMessage({ visitId, kind: 'arrived', occasion: 'once', asked });
    if (message?.state === 'sent' || message?.state === 'delivered') return message.at;
  }
  return undefined;
}
