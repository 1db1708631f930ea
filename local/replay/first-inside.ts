import { metersBetween } from '../town/plane.ts';
import type { RecordedFix, RecordedStop } from './recording.ts';

/** The circle around an address, 300 ft. */
export const CIRCLE_METERS = 91.44;

/**
 * The first fix by which an onlooker would say "there": inside the circle, with an accuracy no worse than the
 * circle (or not given), on the way to this stop. Computed from the recording alone, to measure the system by.
 */
export function firstInside(
  fixes: readonly RecordedFix[],
  stop: RecordedStop,
  until: number,
): RecordedFix | undefined {
  return fixes.find(
    (fix) =>
      fix.uploadedAt >= stop.enRouteAt &&
      fix.uploadedAt < until &&
      (fix.accuracy ?? 0) <= CIRCLE_METERS &&
      metersBetween(fix, stop) <= CIRCLE_METERS,
  );
}
