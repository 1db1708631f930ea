/** A van between two fixes: metres along its line, times in milliseconds. */
export interface Motion {
  readonly from: number;
  /** Where the newest fix is. */
  readonly to: number;
  readonly startedAt: number;
  /** As long as the phone took between its last two reports: so the van arrives as the next one is due. */
  readonly lasts: number;
}

const LONGEST = 12_000;
const SHORTEST = 500;
/** So long a van that is not heard of goes on as before, in milliseconds. */
const GUESS = 15_000;
/** Slower than this, in m/s, nothing is guessed: it stands at a light. */
const SLOW = 1.5;
/** The last metres are for a fix to tell. */
const SHORT_OF_END = 20;

export const standing = (along: number): Motion => ({ from: along, to: along, startedAt: 0, lasts: 1 });

/** From where the van is drawn to its newest fix. @param interval between the last two fixes */
export const towards = (from: number, to: number, now: number, interval: number): Motion => ({
  from,
  to,
  startedAt: now,
  lasts: Math.min(LONGEST, Math.max(SHORTEST, interval)),
});

/** Where the van is drawn at a moment. @param end of the line, which no guess goes beyond */
export function alongAt({ from, to, startedAt, lasts }: Motion, now: number, end: number): number {
  const passed = Math.max(0, now - startedAt);
  if (passed < lasts) return from + ((to - from) * passed) / lasts;
  const speed = ((to - from) / lasts) * 1000;
  if (speed < SLOW) return to;
  const guess = (speed * Math.min(passed - lasts, GUESS)) / 1000;
  return Math.max(to, Math.min(to + guess, end - SHORT_OF_END));
}

/** Is there anything left to draw? */
export const isOver = ({ from, to, startedAt, lasts }: Motion, now: number): boolean =>
  from === to || now > startedAt + lasts + GUESS;

/** One heading towards another, the short way round, in so many seconds. */
export function turn(from: number, to: number, seconds: number): number {
  const difference = ((((to - from) % 360) + 540) % 360) - 180;
  return from + difference * (1 - Math.exp(-5 * seconds));
}
