import { epoch, type Instant, instant, MINUTE } from '../kernel/time.ts';
import type { Visit } from './visit.ts';

/** How long a technician may take back a start or an arrival of theirs that was the system's doing. */
const UNDO = 2 * MINUTE;
/** How much later a phone without a signal may say that it was: whoever waits at the door has seen the arrival stand. */
const HEARD_WITHIN = 15 * MINUTE;

/**
 * Until when a step of the system's may be taken back by its technician. It counts from its recording: from when they
 * could know of it, however old the fix is that it rests on.
 * @param now epoch ms
 */
export const undoableUntil = (now: number): Instant => instant(now + UNDO);

/** Was it the system's doing, going by this technician's phone? What a person has marked, the office takes back. */
export const isOwnToUndo = (
  { undoableUntil, driverId }: Pick<Visit, 'undoableUntil' | 'driverId'>,
  memberId: string | undefined,
): boolean => undoableUntil !== undefined && driverId === memberId;

/**
 * Is there still time?
 * @param when epoch ms at which the technician takes it back @param now epoch ms at which we hear of it
 */
export const isUndoable = (
  { undoableUntil }: Pick<Visit, 'undoableUntil'>,
  when: number,
  now: number,
): boolean =>
  undoableUntil !== undefined && when <= epoch(undoableUntil) && now <= epoch(undoableUntil) + HEARD_WITHIN;
