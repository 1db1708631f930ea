import type * as z from 'zod/mini';
import type { Memo } from '../team/memo.ts';
import type { MemoAnswer } from './memo-contract.ts';
import { asOf, type Message, memoKeyOf } from './message.ts';
import { masked } from './message-body.ts';
import { findMessages } from './message-store.ts';

type Body = z.infer<typeof MemoAnswer>['message'];

/** Memos as the office sees them at `now` (epoch ms), each with how it left. */
export async function toMemoBodies(memos: readonly Memo[], now: number): Promise<Body[]> {
  const messages = await findMessages(memos.map(memoKeyOf));
  const of = new Map(messages.map((message) => [nameIn(message), message]));
  return memos.map((memo) => toMemoBody(memo, of.get(nameIn(memoKeyOf(memo))), now));
}

const nameIn = ({ recipient, occasion }: Pick<Message, 'recipient' | 'occasion'>): string =>
  `${recipient} ${occasion}`;

/** Before anything of it is in the ledger, it waits for its turn. */
function toMemoBody(memo: Memo, message: Message | undefined, now: number): Body {
  const { memoId: messageId, memberId, text, by, at, acknowledgedAt } = memo;
  const written = { messageId, memberId, text, by, at };
  const read = acknowledgedAt === undefined ? {} : { acknowledgedAt };
  if (!message) return { ...written, state: 'queued', ...read };
  const { state, reason, at: stateAt, channel, to, segments } = asOf(message, now);
  const left = { state, ...(reason !== undefined && { reason }), stateAt, channel, to: masked(to), segments };
  return { ...written, ...left, ...read };
}
