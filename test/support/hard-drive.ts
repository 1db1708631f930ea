import type { HardDrive } from '../../local/hard-drives/hard-drives.ts';
import type { Detection } from '../../local/hard-drives/judge.ts';
import type { RecordedFix } from '../../local/replay/recording.ts';
import { acceptPositions } from '../../shared/tracking/accept-positions.ts';
import { concludeStep } from '../../shared/tracking/conclude-step.ts';
import { advance, type DriveState, type DriveToSite, newDrive } from '../../shared/tracking/drive-state.ts';
import type { Fix } from '../../shared/tracking/fix.ts';
import { driveTo, SITE } from './drives.ts';
import { simulatedLocation } from './simulated-location.ts';

/** The latest item, and so the stream, carries no more of a batch than its newest. */
const KEPT = 20;
/** How long the technician takes to notice a wrong arrival. */
const UNDO_MS = 40_000;

/** Plays a hard drive through the pure pipeline, upload by upload, until the system's last word. */
export function arrivalsOn({ site, setOffAt, fixes, undone }: HardDrive): Detection[] {
  const first = driveTo({ since: setOffAt, site: { ...site, radiusMeters: SITE.radiusMeters } });
  const detections: Detection[] = [];
  let drive = follow(first);
  let latest = 0;
  for (const [receivedAt, together] of Map.groupBy(fixes, ({ uploadedAt }) => uploadedAt)) {
    const accepted = acceptPositions(together.map(posted), receivedAt).fixes;
    const newer = accepted.slice(-KEPT).filter(({ at }) => at > latest);
    latest = newer.at(-1)?.at ?? latest;
    const told = drive(newer, receivedAt);
    if (told === undefined) continue;
    detections.push({ at: told, toldAt: receivedAt });
    if (!undone || detections.length > 1) return detections;
    drive = follow({ ...first, trip: 2, since: receivedAt + UNDO_MS, continues: true, mustLeaveFirst: true });
  }
  return detections;
}

const posted = ({ uploadedAt: _, at, ...fix }: RecordedFix) => ({ ...fix, at: new Date(at).toISOString() });

/** @returns what takes in the fixes of an upload, and tells when the technician had arrived */
function follow(drive: DriveToSite) {
  const enteredBy = simulatedLocation(drive);
  let current = drive;
  let state: DriveState = newDrive(drive, 'member_1');
  const takeIn = (fixes: readonly Fix[], now: number) => {
    const advanced = advance(state, fixes, current, now);
    const { state: after, evidence } = concludeStep(state, advanced, false, now);
    state = after;
    return { send: advanced.send, at: evidence && Date.parse(evidence.at) };
  };
  return (fixes: readonly Fix[], now: number): number | undefined => {
    const { send, at } = takeIn(fixes, now);
    const entered = enteredBy(send);
    if (at !== undefined || !entered) return at;
    current = { ...current, entered };
    return takeIn([], now).at;
  };
}
