import { epoch, HOUR, MINUTE } from '../kernel/time.ts';
import type { Settings } from '../team/settings.ts';
import { isBeforeDrive, isOver } from '../visits/life.ts';
import type { Visit } from '../visits/visit.ts';

/** How long a visit may stay open after its window. */
const OPEN_PAST_WINDOW = 12 * HOUR;
/** How long somebody may be on the way without a fix until nobody believes it any more. */
const LOST_AFTER = 4 * HOUR;
/** However late it is: what was planned, or stepped forward, so recently is not closed under somebody's hands. */
const LEFT_ALONE = 4 * HOUR;
/** How long a phone that should be moving may be silent. */
export const SILENT_AFTER = 5 * MINUTE;

/** When, in epoch ms, somebody should have come; undefined while nobody is late: held, arrived, over. */
export function lateAt(visit: Visit, { minutes, from }: Settings['noShow']): number | undefined {
  const awaited = (isBeforeDrive(visit.status) && !visit.hold) || visit.status === 'en_route';
  return awaited ? epoch(visit.window[from]) + minutes * MINUTE : undefined;
}

/**
 * When, in epoch ms, a visit is closed that everybody has forgotten; undefined for one that is held or over.
 * @param heardAt time of the newest fix of whoever is on the way, epoch ms
 */
export function closesAt(visit: Visit, heardAt: number | undefined): number | undefined {
  if (isOver(visit.status) || visit.hold) return undefined;
  const changed = epoch(visit.changedAt);
  const past = Math.max(epoch(visit.window.end) + OPEN_PAST_WINDOW, changed + LEFT_ALONE);
  if (visit.status !== 'en_route') return past;
  return Math.min(past, Math.max(changed, heardAt ?? 0) + LOST_AFTER);
}

/**
 * When, in epoch ms, the phone of whoever is on the way has been silent for too long, unless it is heard before;
 * undefined for everybody who is not. A phone that reports a step late has its fixes still to send, so it is given
 * the time from when the step was recorded.
 */
export const silentAt = (visit: Visit, heardAt: number | undefined): number | undefined =>
  visit.status === 'en_route'
    ? Math.max(epoch(visit.steppedAt ?? visit.changedAt), heardAt ?? 0) + SILENT_AFTER
    : undefined;
