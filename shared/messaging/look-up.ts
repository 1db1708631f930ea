import type { Memo } from '../team/memo.ts';
import type { Account } from '../team/settings.ts';
import type { Visit } from '../visits/visit.ts';
import type { Dependencies } from './dependencies.ts';
import type { MemoKey, MessageKey, VisitKey } from './message.ts';
import type { Telling } from './team-occasion.ts';

/** What a message hangs on: a visit, or what the office has written. */
interface OfVisit {
  readonly visit: Visit;
  readonly memo?: undefined;
}
interface OfMemo {
  readonly memo: Memo;
  readonly visit?: undefined;
}

/** What messages are decided on. */
export type Known = (OfVisit | OfMemo) & { readonly account: Account };

/** A message, and what it hangs on. */
export type About = (OfVisit & { readonly key: VisitKey }) | (OfMemo & { readonly key: MemoKey });

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

/** A message of what is known; undefined for one that hangs on something else. */
export function aboutOf(key: MessageKey, { visit, memo }: Known): About | undefined {
  if (key.visitId === undefined) return memo && { key, memo };
  return visit && { key, visit };
}
