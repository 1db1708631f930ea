import { MINUTE } from '../kernel/time.ts';
import type { Fix } from './fix.ts';

/** For how long a phone has to be silent before the vehicle speaks in its place. */
export const PHONE_SILENCE = MINUTE;

/** What a technician's latest item knows of time, epoch ms; 0 of what it does not know. */
export interface Line {
  /** Of the newest fix on the line, whoever it came from. */
  readonly at: number;
  /** Of the newest fix of a phone. */
  readonly phoneAt: number;
  /** Of the newest fix that came from a clock ahead of ours, by that clock. */
  readonly said: number;
}

/** Those of a vehicle's fixes that go on the line: newer than all of it, where the phone was silent. */
export const vehicleOnLine = (fixes: readonly Fix[], line: Line): readonly Fix[] =>
  fixes.filter((fix) => isNewer(fix, line) && fix.at >= line.phoneAt + PHONE_SILENCE);

/** Those of a phone's: all that are newer. */
export const phoneOnLine = (fixes: readonly Fix[], line: Line): readonly Fix[] =>
  fixes.filter((fix) => isNewer(fix, line));

const isNewer = (fix: Fix, { at, said }: Line): boolean =>
  fix.at > at && (fix.said === undefined || fix.said > said);

/**
 * True for a phone that speaks again, but whose newest fix is older than the vehicle's: unless that is kept, a vehicle
 * that reports a little faster would be ahead for ever.
 * @param newest epoch ms of the phone's newest fix
 */
export const speaksAgain = ({ at, phoneAt }: Line, newest: number): boolean =>
  at > phoneAt && newest > phoneAt && newest <= at;
