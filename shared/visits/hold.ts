import { conflict } from '../kernel/problem.ts';
import { instant } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { type Edit, mustMatch, nextStep } from './edit.ts';
import { factOf } from './fact.ts';
import { isBeforeDrive } from './life.ts';
import type { Outcome } from './take-step.ts';
import type { Visit } from './visit.ts';

/**
 * Puts a visit on hold that nobody has set off to; on hold already, nothing happens.
 * @throws Problem 412, 409
 */
export function hold(visit: Visit, reason: string, { by, now, expected }: Edit): Outcome | undefined {
  mustMatch(visit, expected);
  if (visit.hold) return undefined;
  if (!isBeforeDrive(visit.status)) {
    throw conflict('cannot-hold', `A visit that is ${visit.status} cannot be put on hold.`);
  }
  const at = instant(now);
  const after = { ...without(nextStep(visit, now), 'delay'), hold: { since: at, reason } };
  return { after, facts: [factOf(after, 'visit.held', { at, by, reason })] };
}

/**
 * Lets a visit go on; not on hold, nothing happens.
 * @throws Problem 412
 */
export function release(visit: Visit, { by, now, expected }: Edit, reason?: string): Outcome | undefined {
  mustMatch(visit, expected);
  if (!visit.hold) return undefined;
  const after = { ...without(nextStep(visit, now), 'hold'), plannedAt: instant(now) };
  return { after, facts: [factOf(after, 'visit.released', { at: instant(now), by, reason })] };
}
