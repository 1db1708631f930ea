import { findCustomer } from '../customers/customer-store.ts';
import { linkSecret } from '../visits/link-secret-client.ts';
import type { Visit } from '../visits/visit.ts';
import type { Addressed, Answer, Channel, Ready } from './dependencies.ts';
import { findMailStop } from './mail-stop-store.ts';
import type { Suppression } from './message.ts';
import { keepReader, unsubscribeToken, unsubscribeUrl } from './unsubscribe-store.ts';

/** Mails, by SES. What makes and hands over one is loaded by the first that leaves. */
export const email: Channel = { suppressionOf, publish };

/**
 * Whether the operator has named no sender, the customer wants no mails, or their address takes none. What they want is
 * asked of themselves, and not of the visit: a mail of what is over must not reach them either.
 */
async function suppressionOf(to: string, customer?: Addressed): Promise<Suppression | undefined> {
  if (!process.env['MAIL_SENDER']) return 'email_not_configured';
  const [reader, stop] = await Promise.all([
    customer && findCustomer(customer.accountId, customer.customerId),
    findMailStop(to),
  ]);
  return reader?.preferences?.email === false ? 'opted_out' : stop;
}

async function publish({ key, draft, link, visit, account }: Ready): Promise<Answer> {
  if (!visit) return { kind: 'refused', reason: 'about no visit', permanent: true };
  const unsubscribe = await unsubscribeFor(visit).catch((error: Error) => error);
  // Nothing leaves that nobody could end.
  if (unsubscribe instanceof Error) {
    return { kind: 'refused', reason: `no way to unsubscribe: ${unsubscribe.name}`, permanent: false };
  }
  const [{ renderMail }, { sendMail }] = await Promise.all([
    import('./render-mail.ts'),
    import('./mail-client.ts'),
  ]);
  const mail = renderMail({ kind: key.kind, draft, link, visit, account, unsubscribe, now: Date.now() });
  return sendMail({ ...mail, to: draft.to, sender: account.settings.company.name, unsubscribe });
}

async function unsubscribeFor({ accountId, customer: { customerId } }: Visit): Promise<string> {
  const reader = { accountId, customerId };
  const token = unsubscribeToken(await linkSecret(), reader);
  await keepReader(token, reader, Date.now());
  return unsubscribeUrl(token);
}
