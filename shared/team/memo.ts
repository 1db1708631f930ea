import { randomBytes } from 'node:crypto';
import type { Instant } from '../kernel/time.ts';
import type { Role } from './member.ts';

/** Which memo, and to whom: the same one to several people is one of each. */
export interface WhichMemo {
  readonly memoId: string;
  readonly memberId: string;
}

/** What the office writes to somebody of its own team. It stays in their sight until they have said that they got it. */
export interface Memo extends WhichMemo {
  readonly accountId: string;
  /** The first name of whom it is for. */
  readonly name: string;
  readonly text: string;
  readonly by: { readonly role: Role; readonly memberId: string; readonly name: string };
  readonly at: Instant;
  /** When they said so. */
  readonly acknowledgedAt?: Instant;
}

/** Digits of base 36 that hold milliseconds until long after anybody cares. */
const TIME_DIGITS = 9;

/** Ids sort by when they were made. @param at epoch ms */
export const memoIdFrom = (at: number): string => `memo_${at.toString(36).padStart(TIME_DIGITS, '0')}`;

/** A new id, the same for all to whom it goes. @param now epoch ms */
export const newMemoId = (now: number): string => memoIdFrom(now) + randomBytes(9).toString('hex');

export const MEMO_ID = /^memo_[0-9a-z]{9}[0-9a-f]{18}$/;
