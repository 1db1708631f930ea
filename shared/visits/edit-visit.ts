import { isDeepStrictEqual } from 'node:util';
import { conflict } from '../kernel/problem.ts';
import { instant } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { type Edit, mustMatch, nextStep, nextVersion } from './edit.ts';
import { factOf } from './fact.ts';
import { isBeforeDrive, isOver } from './life.ts';
import { linkExpiry } from './link-expiry.ts';
import type { Outcome } from './take-step.ts';
import type { FactKind, Visit } from './visit.ts';

/** What is to be different; null takes away, what is absent stays. */
export type Edits = Partial<Pick<Visit, 'window' | 'customer' | 'address' | 'priority' | 'tags'>> & {
  readonly job?: string | null;
  readonly notes?: string | null;
};

/**
 * Decides on a change of a visit's particulars; undefined when nothing would be different.
 * @throws Problem 412, or 409 for what can no longer change
 */
export function editVisit(visit: Visit, edits: Edits, { by, now, expected }: Edit): Outcome | undefined {
  mustMatch(visit, expected);
  const edited = apply(visit, edits);
  const changed = (key: keyof Visit) => !isDeepStrictEqual(visit[key], edited[key]);
  if (!EDITABLE.some(changed)) return undefined;
  mustBeChangeable(visit, changed);
  const moved = changed('window');
  const elsewhere = placeOf(visit) !== placeOf(edited);
  const redirected = visit.status === 'en_route' && elsewhere;
  const next = moved || redirected ? nextStep(edited, now) : nextVersion(edited, now);
  const after = redirect(reschedule(next, moved, now), visit, redirected);
  const others = EDITABLE.filter((key) => key !== 'window' && (key !== 'address' || !elsewhere));
  const kinds: FactKind[] = [
    ...(moved ? (['visit.rescheduled'] as const) : []),
    ...(elsewhere ? (['visit.redirected'] as const) : []),
    ...(others.some(changed) ? (['visit.updated'] as const) : []),
  ];
  return { after, facts: kinds.map((kind) => factOf(after, kind, { at: instant(now), by })) };
}

const EDITABLE = ['window', 'customer', 'address', 'job', 'notes', 'priority', 'tags'] as const;

function apply(visit: Visit, edits: Edits): Visit {
  const cleared = (['job', 'notes'] as const).filter((key) => edits[key] === null);
  return without({ ...visit, ...edits } as Visit, ...cleared) as Visit;
}

function mustBeChangeable(visit: Visit, changed: (key: keyof Visit) => boolean): void {
  if (changed('window') && !isBeforeDrive(visit.status)) {
    throw conflict('cannot-reschedule', `A visit that is ${visit.status} cannot be moved to another time.`);
  }
  if ((changed('address') || changed('customer')) && isOver(visit.status)) {
    throw conflict('over', `This visit is ${visit.status}; where and to whom it was cannot change.`);
  }
}

const placeOf = ({ address: { line, lat, lng } }: Visit) => JSON.stringify([line, lat, lng]);

/** Another time is another appointment to be late for. */
function reschedule(visit: Visit, moved: boolean, now: number): Visit {
  if (!moved) return visit;
  const link = { ...visit.link, expiresAt: linkExpiry(visit.window) };
  return {
    ...without(visit, 'late', 'delay', 'remindedAt'),
    link,
    plannedAt: instant(now),
    movedWith: visit.version,
  };
}

/**
 * Another place to drive to is another drive: nothing known of the old one may count or show. An arrival that was
 * taken back still is, unless the circle is another one.
 */
function redirect(visit: Visit, before: Visit, redirected: boolean): Visit {
  if (!redirected) return visit;
  const { lat, lng } = before.address;
  const sameCircle = visit.address.lat === lat && visit.address.lng === lng;
  const anew = without(visit, 'delay');
  return { ...(sameCircle ? anew : without(anew, 'mustLeaveFirst')), trip: visit.trip + 1 };
}
