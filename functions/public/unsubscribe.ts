import { notFound } from '../../shared/kernel/problem.ts';
import { chooseMail } from '../../shared/messaging/choose-mail.ts';
import { findReader } from '../../shared/messaging/unsubscribe-store.ts';
import { sentText } from '../runtime/body.ts';
import { open } from '../runtime/open.ts';
import { forLinks, type Reply } from '../runtime/reply.ts';

/**
 * POST /unsubscribe/{token}: no more mails, at once. Mail programs do this for their users (RFC 8058) and follow no
 * redirect; who answered the page's question is shown it again.
 */
export const handler = open(async (event, now) => {
  const token = event.pathParameters?.['token'] ?? '';
  const reader = await findReader(token, now);
  if (!reader) throw notFound();
  const asked = new URLSearchParams(sentText(event)).get('email');
  await chooseMail(reader, asked === 'on');
  return forLinks(
    asked === null ? done : { statusCode: 303, headers: { location: `/unsubscribe/${token}` } },
  );
});

const done: Reply = {
  statusCode: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Unsubscribed.',
};
