import { staleVersion } from '../kernel/problem.ts';
import type { Visit } from './visit.ts';

/** @throws Problem 412 when the caller believes in another version (If-Match) */
export function mustMatch(visit: Visit, expected: number | undefined): void {
  if (expected !== undefined && expected !== visit.version) throw staleVersion();
}
