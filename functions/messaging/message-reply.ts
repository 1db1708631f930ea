import { notFound } from '../../shared/kernel/problem.ts';
import { keyOfMessage } from '../../shared/messaging/message.ts';
import { toMessageBody } from '../../shared/messaging/message-body.ts';
import { findMessage } from '../../shared/messaging/message-store.ts';
import { linkSecret } from '../../shared/visits/link-secret-client.ts';
import { reply } from '../runtime/reply.ts';
import type { Caller } from '../runtime/staff.ts';
import { visitOfAccount } from '../runtime/visit-of-account.ts';
import { linksOf } from './links-of-visit.ts';

/** One message of the visit in the path. @throws Problem 404 */
export async function messageOf(caller: Caller, messageId: string) {
  const visit = await visitOfAccount(caller);
  const key = keyOfMessage(visit.visitId, messageId);
  const message = await findMessage(key);
  if (message?.visitId === undefined) throw notFound();
  return { visit, key, message };
}

/** It has been taken, and stands so by now. */
export async function messageReply(caller: Caller, messageId: string) {
  const { visit, message } = await messageOf(caller, messageId);
  const linkOf = linksOf(visit.visitId, await linkSecret());
  return reply(202, { message: toMessageBody(message, linkOf, caller.now) });
}
