import { publicOrigin } from '../kernel/public-origin.ts';
import type { Account } from '../team/account-store.ts';
import { findWaiting, forgetWaiting } from '../team/waitlist-store.ts';

/**
 * Tells whoever asked to be told that their account is switched on, once. Without a sender of mails the list stays, for
 * the operator to tell them by hand.
 * @throws Error when the mail did not leave; asked for again, it is tried again
 */
export async function tellWaiting(account: Account): Promise<void> {
  const { accountId, settings } = account;
  const waiting = await findWaiting(accountId);
  if (!waiting || !process.env['MAIL_SENDER']) return;
  const [{ renderReady }, { sendMail }] = await Promise.all([
    import('../messaging/render-letter.ts'),
    import('../messaging/mail-client.ts'),
  ]);
  const mail = renderReady(account, `${publicOrigin()}/dispatch`);
  const { kind } = await sendMail({ ...mail, to: waiting.email, sender: settings.company.name });
  if (kind !== 'accepted') throw new Error('The mail to whoever waits for this account did not leave.');
  await forgetWaiting(accountId);
}
