import { setTimeout as sleep } from 'node:timers/promises';
import { raiseAlert } from '../../shared/alerts/raise-alert.ts';
import { measure } from '../../shared/kernel/metrics.ts';
import { type DeliveryDependencies, noteDelivery } from '../../shared/messaging/note-delivery.ts';
import { readSmsDelivery } from '../../shared/messaging/sms-delivery.ts';
import { findVisit } from '../../shared/visits/visit-store.ts';
import { onLogLines } from '../runtime/logs.ts';

const dependencies: DeliveryDependencies = {
  findVisit,
  alert: (occurrence) => raiseAlert(occurrence, Date.now()),
  noted: ({ channel }, state) => measure('Deliveries', { Channel: channel, Result: state }),
  clock: Date.now,
  sleep: (milliseconds) => sleep(milliseconds),
};

/** What SNS writes about texts: those of ours are noted, other lines of the same log are nobody's business here. */
export const handler = onLogLines(async (line) => {
  const said = readSmsDelivery(line);
  if (said) await noteDelivery(said.providerId, said.delivery, dependencies);
});
