import { decideArrival } from '../../shared/tracking/decide-arrival.ts';
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
 * Follows a drive upload by upload, with an Amazon Location that raises ENTER for the first fix inside after
 * none or one outside, told right after the upload that held it. Unlike in life the drive goes on after arriving,
 * so that a second, false arrival would show.
 */
export function followed(drive: DriveToSite, uploads: readonly Upload[], location = true): Followed {
  let state = newDrive(drive, 'member_1');
  let current = drive;
  let inside = false;
  let sent = 0;
  const arrivals: { evidence: ArrivalEvidence; toldAt: number }[] = [];
  for (const { receivedAt, fixes } of uploads) {
    const advanced = advance(state, fixes, current, receivedAt);
    state = advanced.state;
    sent += advanced.send.length;
    const before = decideArrival(state.approach, state.entered, asked(state), receivedAt);
    for (const fix of advanced.send) {
      const is = distanceMeters(fix, drive.site) <= drive.site.radiusMeters;
      if (is && !inside && location) current = { ...current, entered: { at: fix.at } };
      inside = is;
    }
    const evidence = before ?? decideArrival(state.approach, current.entered, asked(state), receivedAt);
    if (evidence && !arrivals.some((arrival) => arrival.evidence.at === evidence.at)) {
      arrivals.push({ evidence, toldAt: receivedAt });
    }
  }
  return { arrivals, state, sent };
}

const asked = ({ location }: DriveState) => (location.askedAt === undefined ? {} : { at: location.askedAt });
