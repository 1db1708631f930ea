import { Problem } from './problem.ts';

/** A sort key as an opaque cursor: the list goes on after it. */
export const toCursor = (sortKey: string): string => Buffer.from(sortKey).toString('base64url');

/**
 * The sort key in a cursor. Which list it continues is never taken from it, so a forged one only starts elsewhere
 * in the caller's own list.
 * @throws Problem 400 when it is none of ours
 */
export function fromCursor(cursor: string, looksRight: RegExp): string {
  const sortKey = Buffer.from(cursor, 'base64url').toString('utf8');
  if (toCursor(sortKey) === cursor && looksRight.test(sortKey)) return sortKey;
  throw new Problem(400, 'invalid', 'Invalid request', 'This cursor is not one of ours.', {
    errors: [{ pointer: '/cursor', detail: 'must be taken from the answer before' }],
  });
}

/** The smallest sort key after this one. */
export const justAfter = (sortKey: string): string => `${sortKey}\u0000`;
