import type * as z from 'zod/mini';
import { notFound } from '../kernel/problem.ts';
import { DAY, type Instant, instant } from '../kernel/time.ts';
import type { Memo } from './memo.ts';
import type { OwnMessage } from './memo-contract.ts';
import { closeMemo, listMemos } from './memo-store.ts';

/** What nobody has acknowledged in a week is no news any more, and only the office still sees it. */
const SHOWN = 7 * DAY;
/** More are not looked through for somebody's page; nobody is written to as often. */
const MOST = 50;

/** What was written to a member and waits for their word, the earliest first. @param now epoch ms */
export async function openMessages(memberId: string, now: number): Promise<readonly Memo[]> {
  const memos = await listMemos({ memberId, since: now - SHOWN, limit: MOST, now });
  return memos.filter(({ acknowledgedAt }) => acknowledgedAt === undefined).reverse();
}

/**
 * Somebody got what the office wrote; the first time counts, and again is answered the same.
 * @param at when they said so, by their phone @param now epoch ms
 * @throws Problem 404 when it has expired meanwhile
 */
export async function acknowledgeMemo(memo: Memo, at: Instant | undefined, now: number): Promise<Memo> {
  if (memo.acknowledgedAt !== undefined) return memo;
  const closed = await closeMemo(memo, within(at ?? instant(now), memo.at, instant(now)));
  if (!closed) throw notFound();
  return closed;
}

/** A phone's clock may be wrong: nobody reads a message before it is written, or after now. */
const within = (at: Instant, first: Instant, last: Instant): Instant =>
  at < first ? first : at > last ? last : at;

/** A memo as whom it is for sees it. */
export const toOwnMessage = ({ memoId, text, by, at, acknowledgedAt }: Memo): z.infer<typeof OwnMessage> => ({
  messageId: memoId,
  text,
  from: by.name,
  at,
  ...(acknowledgedAt !== undefined && { acknowledgedAt }),
});
