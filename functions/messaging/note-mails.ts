import { readMailDelivery } from '../../shared/messaging/mail-delivery.ts';
import { noteMail } from '../../shared/messaging/note-mail.ts';
import { onEvent } from '../runtime/event.ts';
import { deliveryDependencies } from './delivery-dependencies.ts';

/** What SES says of mails: those of ours are noted, and what others of the account sent is not. */
export const handler = onEvent<unknown>(async ({ detail }) => {
  const said = readMailDelivery(detail);
  if (said) await noteMail(said, deliveryDependencies);
});
