import type { Barred } from '../drives/barred-store.ts';
import { latestKey } from '../drives/drive.ts';
import { trackerKey } from '../vehicles/vehicle.ts';
import { isAdmitted, isTooFast } from './device-pace.ts';
import type { TokenOwner } from './device-token.ts';
import type { Fix } from './fix.ts';
import {
  forward,
  type Known,
  keepHistory,
  type Part,
  phoneHeard,
  request,
  type Target,
  words,
  write,
} from './latest-write-store.ts';
import { phoneOnLine, speaksAgain } from './one-line.ts';
import type { PhoneState } from './phone-state.ts';

/** A technician's phone, or a vehicle's tracker. */
export type Reporter = TokenOwner & {
  readonly accountId: string;
  /** The device token they come by; our own app's come by none. */
  readonly device?: string;
  /** What our own app says of itself, told by the same write. */
  readonly phone?: PhoneState;
};

/** Why nothing was stored. */
export type Refusal = Barred | 'unknown_device' | 'too_fast';

/** The newest fixes an item holds; what is more goes to history. */
const KEPT = 20;

const targetOf = ({ accountId, device, ...owner }: Reporter): Target =>
  'vehicleId' in owner
    ? { key: trackerKey(owner.vehicleId), type: 'tracker', accountId, device }
    : { key: latestKey(owner.memberId), type: 'latest', accountId, device };

/**
 * Moves the latest position of a technician, or of a vehicle, forward: one write for fixes that are all newer than what
 * is there and not too many. What is older, or too much, goes to history by a second write. The same write lets a device
 * in and counts its request; once a day it is looked up before.
 * @param fixes in the order of their times
 * @param now epoch ms
 * @returns the reason when these positions are refused; of a vehicle, who drives it
 */
export async function advanceLatest(
  reporter: Reporter,
  fixes: readonly Fix[],
  now: number,
): Promise<{ readonly refused?: Refusal; readonly driver?: Known['driver'] }> {
  const target = targetOf(reporter);
  const older = fixes.slice(0, -KEPT);
  let newest = fixes.slice(-KEPT);
  let known: Known | undefined;
  let lookedUp = false;
  for (;;) {
    const heard = target.type === 'latest' ? heardNow(newest, fixes, known) : [];
    if (known && newest.length === 0 && heard.length === 0 && !reporter.device) break;
    const turn = Math.max(now, known?.admission?.full ?? now);
    const told = [
      ...forward(newest),
      ...heard,
      ...words({ ...reporter.phone, ...batteryOf(newest) }),
      ...request(reporter.device, turn, now),
    ];
    const answer = await write(target, told, now);
    known = answer.known;
    if (answer.written) break;
    if (known.barred) return { refused: known.barred };
    if (reporter.device !== undefined) {
      if (!isAdmitted(known.admission, now)) {
        if (lookedUp || !(await admit(reporter, reporter.device, now))) return { refused: 'unknown_device' };
        lookedUp = true;
        known = undefined;
        continue;
      }
      if (isTooFast(known.admission, now)) return { refused: 'too_fast' };
    }
    const onLine = phoneOnLine(newest, known);
    older.push(...newest.filter((fix) => !onLine.includes(fix)));
    newest = [...onLine];
  }
  await keepHistory(target, older, now);
  return known?.driver ? { driver: known.driver } : {};
}

/** That the phone speaks: with each fix on the line, and when it would be heard again but for a faster vehicle. */
function heardNow(newest: readonly Fix[], fixes: readonly Fix[], known: Known | undefined): Part[] {
  const last = newest.at(-1) ?? fixes.at(-1);
  if (last === undefined) return [];
  if (newest.length > 0) return words({ phoneAt: last.at });
  return known && speaksAgain(known, last.at) ? [phoneHeard(last.at)] : [];
}

/** The newest word on the battery, and when that was. */
function batteryOf(fixes: readonly Fix[]) {
  const fix = fixes.findLast(({ battery }) => battery !== undefined);
  return fix && { battery: fix.battery, batteryAt: fix.at };
}

/** Loaded only by the few requests that need it. */
const admit = async (reporter: Reporter, device: string, now: number) =>
  (await import('./device-token-store.ts')).admitDevice({ ...reporter, device }, now);
