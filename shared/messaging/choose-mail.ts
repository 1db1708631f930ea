import { findCustomer, savePreferences } from '../customers/customer-store.ts';
import { changedPreferences, UNCHOSEN } from '../customers/preferences.ts';
import { resumeMailTo } from './mail-stop-store.ts';
import type { MailReader } from './unsubscribe-store.ts';

/**
 * Writes down whether a customer wants mails of a company. Who wants them again gets them at their address even if
 * mails had come back from it.
 */
export async function chooseMail({ accountId, customerId }: MailReader, email: boolean): Promise<void> {
  const customer = await findCustomer(accountId, customerId);
  if (!customer) return;
  await savePreferences(customerId, changedPreferences(customer.preferences ?? UNCHOSEN, { email }));
  if (email && customer.email !== undefined) await resumeMailTo(customer.email);
}
