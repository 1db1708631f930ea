import type { Memo } from '../team/memo.ts';
import type { Account } from '../team/settings.ts';
import type { Visit } from '../visits/visit.ts';
import type { MemoKey, MessageKey, VisitKey } from './message.ts';

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

/** A message of what is known; undefined for one that hangs on something else. */
export function aboutOf(key: MessageKey, { visit, memo }: Known): About | undefined {
  if (key.visitId === undefined) return memo && { key, memo };
  return visit && { key, visit };
}
