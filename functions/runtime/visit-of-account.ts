import { notFound } from '../../shared/kernel/problem.ts';
import type { Visit } from '../../shared/visits/visit.ts';
import { findVisit } from '../../shared/visits/visit-store.ts';
import type { Caller } from './staff.ts';

/**
 * The visit a path names, for the office.
 * @throws Problem 404 when it is not there, or another account's
 */
export async function visitOfAccount({ path, account }: Caller): Promise<Visit> {
  const visit = await findVisit(path['visitId'] ?? '');
  if (visit?.accountId !== account.accountId) throw notFound();
  return visit;
}
