import { concludeStep } from '../../shared/tracking/conclude-step.ts';
import { advance, type DriveState, type DriveToSite, newDrive } from '../../shared/tracking/drive-state.ts';
import type { Fix } from '../../shared/tracking/fix.ts';
import { distanceMeters } from '../../shared/tracking/geometry.ts';
import type { ArrivalEvidence } from '../../shared/visits/visit.ts';

/** What a phone uploaded at once, and when it came in (epoch ms). */
export interface Upload {
  readonly receivedAt: number;
  readonly fixes: readonly Fix[];
}

export interface Followed {
  readonly arrivals: readonly { readonly evidence: ArrivalEvidence; readonly toldAt: number }[];
  readonly state: DriveState;
  /** How many fixes Amazon Location was sent. */
  readonly sent: number;
}

/**
 * Follows a drive upload by upload, as the positions' stream does, until it is over: with the first arrival.
 */
export function followed(drive: DriveToSite, uploads: readonly Upload[], location = true): Followed {
  const enteredBy = location ? simulatedLocation(drive) : () => undefined;
  let state = newDrive(drive, 'member_1');
  let current = drive;
  let sent = 0;
  const arrivals: { evidence: ArrivalEvidence; toldAt: number }[] = [];
  const takeIn = (fixes: readonly Fix[], now: number): readonly Fix[] => {
    const advanced = advance(state, fixes, current, now);
    const { state: after, evidence } = concludeStep(state, advanced, false, now);
    state = after;
    sent += advanced.send.length;
    if (evidence) arrivals.push({ evidence, toldAt: now });
    return advanced.send;
  };
  for (const { receivedAt, fixes } of uploads) {
    if (arrivals.length > 0) break;
    const entered = enteredBy(takeIn(fixes, receivedAt));
    if (!entered || arrivals.length > 0) continue;
    // The event is written beside the drive, and that comes back as news without fixes.
    current = { ...current, entered };
    takeIn([], receivedAt);
  }
  return { arrivals, state, sent };
}

/** Raises ENTER, the newest of those it is shown at once, for a first fix inside after none or one outside. */
export function simulatedLocation({ site }: DriveToSite) {
  let inside = false;
  return (shown: readonly Fix[]): DriveToSite['entered'] => {
    let entered: DriveToSite['entered'];
    for (const fix of shown) {
      const is = distanceMeters(fix, site) <= site.radiusMeters;
      if (is && !inside) entered = { at: fix.at };
      inside = is;
    }
    return entered;
  };
}
