import { notFound } from '../../shared/kernel/problem.ts';
import { linkManifest } from '../../shared/public/manifest.ts';
import { findAccount } from '../../shared/team/account-store.ts';
import { linkHolder } from '../runtime/link-holder.ts';
import { reply } from '../runtime/reply.ts';

/** GET /t/{token}/manifest.webmanifest: the link as an app on a home screen. */
export const handler = linkHolder({}, async ({ link, token, now }) => {
  const account = await findAccount(link.accountId, now);
  if (!account) throw notFound();
  return reply(200, linkManifest(token, account), { 'content-type': 'application/manifest+json' });
});
