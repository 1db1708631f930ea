import { toAlertBody } from '../alerts/alert.ts';
import { findAlert } from '../alerts/alert-store.ts';
import { toEventBody } from '../events/event-body.ts';
import { findEvent } from '../events/event-store.ts';
import { toldArrivalAt } from '../messaging/told-arrival.ts';
import { findEtaBody } from '../tracking/find-eta.ts';
import type { FactEvent } from '../visits/fact-event.ts';
import { toVisitBody } from '../visits/visit-body.ts';
import { findVisit } from '../visits/visit-store.ts';
import { boardsOf } from './answer-office.ts';
import type { ServerMessage } from './message.ts';
import { eachOf, sendAway } from './send-away.ts';
import { tell } from './sockets-client.ts';
import { forgetWatcher } from './watcher-store.ts';

/**
 * Tells the office what a fact is about, as it is at `now` (epoch ms). Twice, late or out of order does no harm: what
 * is told is never older than the fact.
 * @throws when somebody could not be told; the others have been
 */
export async function showFact(fact: FactEvent, now: number): Promise<void> {
  const { welcome, ended } = await boardsOf(fact.accountId, now);
  if (welcome.length + ended.length === 0) return;
  const message = welcome.length > 0 ? await messageOf(fact, now) : undefined;
  await eachOf(ended, ({ connectionId }) => sendAway(connectionId));
  if (!message) return;
  await eachOf(welcome, async (board) => {
    if (!(await tell(board.connectionId, message))) await forgetWatcher(board);
  });
}

async function messageOf(fact: FactEvent, now: number): Promise<ServerMessage | undefined> {
  if ('alertId' in fact) {
    const alert = await findAlert(fact.alertId, now);
    return alert && { type: 'alert', alert: toAlertBody(alert) };
  }
  if ('eventId' in fact) {
    const { accountId, eventId } = fact;
    const event = await findEvent(accountId, eventId);
    return event ? { type: 'event', event: toEventBody(event) } : { type: 'event_deleted', eventId };
  }
  const visit = 'visitId' in fact ? await findVisit(fact.visitId) : undefined;
  if (!visit) return undefined;
  const [eta, arrivalToldAt] = await Promise.all([findEtaBody(visit, now), toldArrivalAt(visit)]);
  return { type: 'visit', visit: toVisitBody(visit, { eta, arrivalToldAt }) };
}
