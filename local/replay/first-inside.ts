import { metersBetween } from '../town/plane.ts';
import type { RecordedFix, RecordedStop } from './recording.ts';

/** The circle around an address, 300 ft. */
const CIRCLE_METERS = 91.44;
/** A vehicle this slow has come to stay, metres a second; so has one that was inside this long. */
const SLOW = 4;
const STAY_MS = 20_000;

/** How often the vehicle only drove past, and the first fix inside once it had come to stay. */
export interface Sighting {
  readonly inside: RecordedFix | undefined;
  readonly passes: number;
}

/**
 * What an onlooker would say of a drive to a stop: computed from the recording alone, to measure the system by. Only
 * fixes with an accuracy no worse than the circle (or not given) are trusted, from setting off until `until`.
 */
export function firstInside(fixes: readonly RecordedFix[], stop: RecordedStop, until: number): Sighting {
  const trusted = fixes
    .filter(
      ({ uploadedAt, accuracy = 0 }) =>
        uploadedAt >= stop.enRouteAt && uploadedAt < until && accuracy <= CIRCLE_METERS,
    )
    .sort((a, b) => a.at - b.at);
  const visits = staysInside(trusted, stop);
  const n = visits.findIndex(isStay);
  return { inside: visits[n]?.[0], passes: n < 0 ? visits.length : n };
}

/** Runs of neighbouring fixes inside the circle. */
function staysInside(fixes: readonly RecordedFix[], stop: RecordedStop): RecordedFix[][] {
  const stays: RecordedFix[][] = [];
  let wasInside = false;
  for (const fix of fixes) {
    const isInside = metersBetween(fix, stop) <= CIRCLE_METERS;
    if (isInside && wasInside) stays.at(-1)?.push(fix);
    else if (isInside) stays.push([fix]);
    wasInside = isInside;
  }
  return stays;
}

function isStay(fixes: readonly RecordedFix[]): boolean {
  const lasted = (fixes.at(-1)?.at ?? 0) - (fixes[0]?.at ?? 0);
  return lasted >= STAY_MS || fixes.some((fix, n) => speedAt(fix, fixes[n - 1]) <= SLOW);
}

/** As recorded, else from the fix before; a negative speed is an unknown one. */
function speedAt(fix: RecordedFix, before: RecordedFix | undefined): number {
  if (fix.speed !== undefined && fix.speed >= 0) return fix.speed;
  if (!before || fix.at === before.at) return Number.POSITIVE_INFINITY;
  return (metersBetween(before, fix) / (fix.at - before.at)) * 1000;
}
