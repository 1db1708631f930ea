import type { Visit } from '../api/types.ts';
import { startOf } from './visit.ts';

/** A day of the account's calendar, epoch ms: its visits are those whose windows start in it. */
export interface DaySpan {
  readonly start: number;
  readonly end: number;
}

/**
 * A day's visits after one of them was told anew: never an older state over a newer one, and gone from the day it was
 * moved away from. The same list when nothing changes by it.
 */
export function withVisit(visits: readonly Visit[], told: Visit, day: DaySpan): readonly Visit[] {
  const known = visits.find(({ visitId }) => visitId === told.visitId);
  if (known && isOlder(told, known)) return visits;
  const others = visits.filter(({ visitId }) => visitId !== told.visitId);
  const belongs = startOf(told) >= day.start && startOf(told) < day.end;
  if (!belongs) return known ? others : visits;
  const kept = known && told.version === known.version ? { ...known, ...told } : told;
  return [...others, kept].toSorted((a, b) => startOf(a) - startOf(b) || a.visitId.localeCompare(b.visitId));
}

/** An arrival time is computed anew without another version. */
const isOlder = (told: Visit, known: Visit): boolean =>
  told.version < known.version ||
  (told.version === known.version && (told.eta?.computedAt ?? '') < (known.eta?.computedAt ?? ''));

/** A list read anew is as true as each of its visits is new: what was told meanwhile stays. */
export function merged(read: readonly Visit[], known: readonly Visit[]): readonly Visit[] {
  const before = new Map(known.map((visit) => [visit.visitId, visit]));
  return read.map((visit) => {
    const other = before.get(visit.visitId);
    if (!other || other.version < visit.version) return visit;
    // The list knows no arrival times.
    return other.version > visit.version ? other : { ...visit, ...(other.eta && { eta: other.eta }) };
  });
}
