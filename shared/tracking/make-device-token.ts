import { conflict } from '../kernel/problem.ts';
import { instant } from '../kernel/time.ts';
import type { Member } from '../team/member.ts';
import type { Vehicle } from '../vehicles/vehicle.ts';
import { newDeviceToken, readDeviceToken, type TokenOwner } from './device-token.ts';
import { listDeviceTokens, putDeviceToken } from './device-token-store.ts';
import { toBody } from './manage-device-tokens.ts';
import { ingestUrl, qrCodes, setupUrls } from './set-up-phone.ts';

/** More phones than anybody carries; each in use adds some 70 bytes to the item that every batch writes. */
const MOST_TOKENS = 5;

/**
 * Makes a token by which a phone of this technician may report.
 * @throws Problem 409 for who is no technician, whose access has ended, and who has five already
 */
export async function makeDeviceToken(member: Member, by: Member, label: string | undefined, now: number) {
  if (member.role !== 'technician') throw conflict('not-a-technician', 'Only technicians report positions.');
  if (!member.active) throw conflict('technician-barred', 'The access of this technician has ended.');
  return makeToken({ memberId: member.memberId }, by, label, now);
}

/**
 * Makes a token by which a tracker of this vehicle may report.
 * @throws Problem 409 when it has five already
 */
export const makeTrackerToken = (
  { vehicleId }: Vehicle,
  by: Member,
  label: string | undefined,
  now: number,
) => makeToken({ vehicleId }, by, label, now);

async function makeToken(owner: TokenOwner, by: Member, label: string | undefined, now: number) {
  if ((await listDeviceTokens(owner)).length >= MOST_TOKENS) {
    throw conflict('too-many-devices', `${MOST_TOKENS} devices at most; revoke one first.`);
  }
  const { accountId, memberId: createdBy } = by;
  const token = newDeviceToken(accountId, owner);
  const { device } = readDeviceToken(token) ?? fault();
  const named = label === undefined ? {} : { label };
  const record = { accountId, ...owner, device, createdAt: instant(now), createdBy, ...named };
  await putDeviceToken(record);
  const urls = setupUrls(token, device);
  return {
    ...toBody(record),
    token,
    url: ingestUrl('osmand', token),
    setupUrls: urls,
    qrCodes: await qrCodes(urls),
  };
}

const fault = (): never => {
  throw new Error('An owner whose name fits no token.');
};
