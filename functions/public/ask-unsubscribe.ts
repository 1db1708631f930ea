import { findCustomer } from '../../shared/customers/customer-store.ts';
import { findReader } from '../../shared/messaging/unsubscribe-store.ts';
import { mailPage } from '../../shared/public/page/mail-page.ts';
import { findAccount } from '../../shared/team/account-store.ts';
import { pageReply } from '../runtime/page-reply.ts';
import { pageDoor } from './page-door.ts';
import { looksIn } from './page-looks.ts';

/** GET /unsubscribe/{token}: asks whether mails are to end. Scanners open what is in mails: looking changes nothing. */
export const handler = pageDoor(async (event, now) => {
  const reader = await findReader(event.pathParameters?.['token'] ?? '', now);
  if (!reader) return undefined;
  const [customer, account] = await Promise.all([
    findCustomer(reader.accountId, reader.customerId),
    findAccount(reader.accountId, now),
  ]);
  if (!customer || !account) return undefined;
  const { company } = account.settings;
  const language = customer.language ?? company.language;
  const wanted = customer.preferences?.email !== false;
  const { style } = await looksIn(language);
  return pageReply(200, mailPage({ company, language, wanted, style }), {
    method: event.requestContext.http.method,
    acceptEncoding: event.headers['accept-encoding'],
  });
});
