import { notFound } from '../../shared/kernel/problem.ts';
import { linkToken, linkUrl } from '../../shared/visits/link-token.ts';
import type { Visit } from '../../shared/visits/visit.ts';
import { findVisit } from '../../shared/visits/visit-store.ts';
import type { Caller } from '../runtime/staff.ts';

/**
 * The visit a path names, for the office.
 * @throws Problem 404 when it is not there, or another account's
 */
export async function visitOfAccount({ path, account }: Caller): Promise<Visit> {
  const visit = await findVisit(path['visitId'] ?? '');
  if (visit?.accountId !== account.accountId) throw notFound();
  return visit;
}

/** Makes the links of a visit again, each from its generation. */
export const linksOf =
  (visitId: string, secret: string) =>
  (generation: number): string =>
    linkUrl(linkToken(secret, visitId, generation));
