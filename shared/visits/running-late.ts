import { conflict } from '../kernel/problem.ts';
import { epoch, type Instant, instant, MINUTE } from '../kernel/time.ts';
import { type Edit, mustMatch, nextVersion } from './edit.ts';
import { factOf } from './fact.ts';
import { isBeforeDrive } from './life.ts';
import type { Outcome } from './take-step.ts';
import type { Visit } from './visit.ts';

/** Whoever taps twice has said it once. */
const SAME_REPORT_FOR = 2 * MINUTE;

export interface Lateness {
  /** How much later than expected; another report replaces the one before. */
  readonly minutes: number;
  readonly reason?: string | undefined;
  /** The arrival time of the drive under way, where it is known. */
  readonly eta?: Instant | undefined;
}

/**
 * Somebody reports that it will be later: than the arrival time of the drive, or else than the start of the window,
 * or than now where that has begun. The same report again does nothing.
 * @throws Problem 412, or 409 for a visit that nobody waits for
 */
export function reportDelay(
  visit: Visit,
  lateness: Lateness,
  { by, now, expected }: Edit,
): Outcome | undefined {
  mustMatch(visit, expected);
  if (visit.hold || (!isBeforeDrive(visit.status) && visit.status !== 'en_route')) {
    const state = visit.hold ? 'on hold' : visit.status;
    throw conflict('not-expected', `A visit that is ${state} cannot run late.`);
  }
  const { minutes, reason, eta } = lateness;
  if (isSaidAlready(visit, minutes, now)) return undefined;
  const awaited = eta === undefined ? Math.max(epoch(visit.window.start), now) : epoch(eta);
  const at = instant(now);
  const delay = { minutes, arrivesAt: instant(awaited + minutes * MINUTE), since: at };
  const after = { ...nextVersion(visit, now), delay };
  return { after, facts: [factOf(after, 'visit.running_late', { at, by, reason, minutes })] };
}

const isSaidAlready = ({ delay }: Visit, minutes: number, now: number): boolean =>
  delay?.minutes === minutes && now - epoch(delay.since) < SAME_REPORT_FOR;
