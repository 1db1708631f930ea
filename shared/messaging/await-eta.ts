import { epoch, type Instant, SECOND } from '../kernel/time.ts';
import type { Visit } from '../visits/visit.ts';
import type { Dependencies } from './dependencies.ts';
import type { MessageKey } from './message.ts';
import { mentions } from './render-text.ts';

const WAIT_FOR_ETA = 5 * SECOND;

/**
 * The arrival time, if it is known within 5 s of setting off; a text never waits for it any longer.
 * @param started epoch ms of the first try
 */
export async function awaitEta(
  kind: MessageKey['kind'],
  visit: Visit,
  template: string,
  started: number,
  { findEta, clock, sleep }: Dependencies,
): Promise<Instant | undefined> {
  if (kind !== 'en_route' || visit.status !== 'en_route') return undefined;
  if (!visit.address.verified || !mentions(template, 'eta')) return undefined;
  const deadline = Math.min(started, epoch(visit.updatedAt)) + WAIT_FOR_ETA;
  for (;;) {
    const eta = await findEta(visit, clock()).catch(() => undefined);
    if (eta || clock() + 500 > deadline) return eta;
    await sleep(500);
  }
}
