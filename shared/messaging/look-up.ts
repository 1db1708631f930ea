import type { Known } from './about.ts';
import type { Dependencies } from './dependencies.ts';
import type { Telling } from './team-occasion.ts';

/** What a fact is about as it stands, and its account; nothing where it is about none of what messages hang on. */
export async function lookUp(fact: Telling, dependencies: Dependencies): Promise<Known | undefined> {
  const { findVisit, findAccount, team, clock } = dependencies;
  if ('memoId' in fact) {
    const memo = await team.findMemo(fact, clock());
    const account = memo && (await findAccount(memo.accountId, clock()));
    return account && { memo, account };
  }
  // Not every alert is about a visit; that one is for the board.
  const visit = fact.visitId === undefined ? undefined : await findVisit(fact.visitId);
  const account = visit && (await findAccount(visit.accountId, clock()));
  return account && { visit, account };
}
