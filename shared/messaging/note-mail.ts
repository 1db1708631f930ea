import { findPointer } from './delivery-store.ts';
import type { MailDelivery } from './mail-delivery.ts';
import { stopMailTo } from './mail-stop-store.ts';
import { type DeliveryDependencies, noteDelivery } from './note-delivery.ts';

/**
 * Writes down what became of a mail of ours, and that nothing goes any more to an address that takes none, or whose
 * owner called one spam, however the mail stands by then.
 * @throws RetryLater for an event that was quicker than we were
 */
export async function noteMail(
  { providerId, delivery, stop }: MailDelivery,
  dependencies: DeliveryDependencies,
): Promise<void> {
  await noteDelivery(providerId, delivery, dependencies);
  if (!stop || !(await findPointer(providerId))) return;
  for (const address of stop.addresses) await stopMailTo(address, stop.reason, dependencies.clock());
}
