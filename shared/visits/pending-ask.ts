import { findWhereabouts } from '../drives/whereabouts-store.ts';
import { type Ask, stillStands } from './ask.ts';
import { findAsk } from './ask-store.ts';
import { findVisit } from './visit-store.ts';

/**
 * What a technician is to be asked, if it still makes sense.
 * @param timeZone the account's, IANA
 * @param now epoch ms
 */
export async function pendingAsk(memberId: string, timeZone: string, now: number): Promise<Ask | undefined> {
  const ask = await findAsk(memberId);
  if (!ask) return undefined;
  const [next, whereabouts] = await Promise.all([findVisit(ask.visitId), findWhereabouts(memberId)]);
  return stillStands(ask, memberId, next, whereabouts, timeZone, now) ? ask : undefined;
}
