import type { Gone, Stay } from '../../shared/drives/drive.ts';
import { decideLeaving } from '../../shared/tracking/decide-leaving.ts';
import type { Fix } from '../../shared/tracking/fix.ts';
import type { LeavingEvidence } from '../../shared/visits/visit.ts';
import { driveTo } from './drives.ts';
import type { Upload } from './simulated-location.ts';

export interface Left {
  readonly by: LeavingEvidence['source'];
  readonly gone: Gone;
  /** Epoch ms of the upload that settled it. */
  readonly toldAt: number;
}

/**
 * Follows a technician who has arrived, upload by upload, each beside what the one before left, as the positions'
 * stream does it; Amazon Location answers at once, or never.
 */
export function followedStay(stay: Partial<Stay>, uploads: readonly Upload[], location = true) {
  let current: Stay = { ...driveTo(), ...stay };
  let before: readonly Fix[] = [];
  let asked = 0;
  for (const { receivedAt, fixes } of uploads) {
    const seen = [...before, ...fixes];
    for (let turn = 0; turn < 2; turn++) {
      const step = decideLeaving(current, seen, receivedAt);
      if (step.kind === 'left')
        return { asked, left: { by: step.source, gone: step.gone, toldAt: receivedAt } };
      const { gone, ...rest } = current;
      if (step.kind === 'inside' || step.kind === 'back') current = { ...rest, insideAt: step.at };
      if (step.kind !== 'gone') break;
      asked += 1;
      current = { ...rest, gone: { ...step.gone, askedAt: receivedAt } };
      if (location) current = { ...current, exited: { at: step.gone.at } };
    }
    before = fixes;
  }
  return { asked, left: undefined as Left | undefined };
}
