import type { Whereabouts } from '../drives/whereabouts-store.ts';
import { epoch, type Instant } from '../kernel/time.ts';
import { dayAt } from './local-day.ts';
import type { Visit } from './visit.ts';

/** What the service asks a technician who left a site: shall the next visit start? */
export interface Ask {
  readonly kind: 'start_next';
  /** The visit that would be next. */
  readonly visitId: string;
  readonly leftVisitId: string;
  /** When the site was left. */
  readonly at: Instant;
}

/**
 * Does the question still make sense? Not on another day, not once its visit has begun, is held or somebody else's,
 * nor while the technician is on the way somewhere or has arrived there.
 * @param next the visit the question is about, as it stands
 * @param timeZone the account's, IANA
 * @param now epoch ms
 */
export function stillStands(
  ask: Ask,
  memberId: string,
  next: Visit | undefined,
  { drive, stay }: Whereabouts,
  timeZone: string,
  now: number,
): boolean {
  if (next?.status !== 'dispatched' || next.hold) return false;
  if (!next.technicians.some((technician) => technician.memberId === memberId)) return false;
  if (drive || (stay && stay.visitId !== ask.leftVisitId)) return false;
  return dayAt(epoch(ask.at), timeZone) === dayAt(now, timeZone);
}
