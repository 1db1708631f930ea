import { staleVersion } from '../kernel/problem.ts';
import { instant } from '../kernel/time.ts';
import type { By, Visit } from './visit.ts';

/** Who changes a visit, when, and which version they believe in. */
export interface Edit {
  readonly by: By;
  /** Epoch milliseconds. */
  readonly now: number;
  /** If-Match. */
  readonly expected?: number | undefined;
}

/** @throws Problem 412 when the caller believes in another version */
export function mustMatch(visit: Visit, expected: Edit['expected']): void {
  if (expected !== undefined && expected !== visit.version) throw staleVersion();
}

/** The next version of a visit. */
export const nextVersion = (visit: Visit, now: number): Visit => ({
  ...visit,
  version: visit.version + 1,
  updatedAt: instant(now),
});

/** The next version by something that counts as a step: later steps cannot have been taken before it. */
export const nextStep = (visit: Visit, now: number): Visit => ({
  ...nextVersion(visit, now),
  changedAt: instant(now),
});
