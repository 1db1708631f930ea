import { noteDelivery } from '../../shared/messaging/note-delivery.ts';
import { readSmsDelivery } from '../../shared/messaging/sms-delivery.ts';
import { onLogLines } from '../runtime/logs.ts';
import { deliveryDependencies } from './delivery-dependencies.ts';

/** What SNS writes about texts: those of ours are noted, other lines of the same log are nobody's business here. */
export const handler = onLogLines(async (line) => {
  const said = readSmsDelivery(line);
  if (said) await noteDelivery(said.providerId, said.delivery, deliveryDependencies);
});
