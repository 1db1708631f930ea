import { PreferencesInput } from '../../shared/customers/preferences-contract.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { changePreferences } from '../../shared/visits/change-preferences.ts';
import { findVisit } from '../../shared/visits/visit-store.ts';
import { linkHolder } from '../runtime/link-holder.ts';
import { reply } from '../runtime/reply.ts';

/** PUT /t/{token}/preferences: what the customer wants to be told, for this visit and all to come. */
export const handler = linkHolder({ body: PreferencesInput }, async ({ link, body, now }) => {
  const visit = await findVisit(link.visitId);
  if (!visit) throw notFound();
  return reply(200, { messages: await changePreferences(visit, body, now) });
});
