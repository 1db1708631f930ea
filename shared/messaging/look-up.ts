import type { Account } from '../team/settings.ts';
import type { Visit } from '../visits/visit.ts';
import type { Dependencies } from './dependencies.ts';

/** What messages are decided on. */
export interface Known {
  readonly visit: Visit;
  readonly account: Account;
}

/** A visit as it stands, and its account. */
export async function lookUp(
  visitId: string,
  { findVisit, findAccount, clock }: Dependencies,
): Promise<Known | undefined> {
  const visit = await findVisit(visitId);
  const account = visit && (await findAccount(visit.accountId, clock()));
  return account && { visit, account };
}
