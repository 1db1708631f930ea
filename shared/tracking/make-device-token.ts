import { conflict } from '../kernel/problem.ts';
import { instant } from '../kernel/time.ts';
import type { Member } from '../team/member.ts';
import { newDeviceToken, readDeviceToken } from './device-token.ts';
import { listDeviceTokens, putDeviceToken } from './device-token-store.ts';
import { toBody } from './manage-device-tokens.ts';
import { qrCodes, setupUrls } from './set-up-phone.ts';

/** More phones than anybody carries; each in use adds some 70 bytes to the item that every batch writes. */
const MOST_TOKENS = 5;

/**
 * Makes a token by which a phone of this technician may report.
 * @throws Problem 409 for who is no technician, whose access has ended, and who has five already
 */
export async function makeDeviceToken(member: Member, by: Member, label: string | undefined, now: number) {
  const { accountId, memberId } = member;
  if (member.role !== 'technician') throw conflict('not-a-technician', 'Only technicians report positions.');
  if (!member.active) throw conflict('technician-barred', 'The access of this technician has ended.');
  if ((await listDeviceTokens(memberId)).length >= MOST_TOKENS) {
    throw conflict('too-many-devices', `${MOST_TOKENS} devices at most; revoke one first.`);
  }
  const token = newDeviceToken(accountId, memberId);
  const { device } = readDeviceToken(token) ?? fault();
  const record = { accountId, memberId, device, createdAt: instant(now), createdBy: by.memberId };
  await putDeviceToken({ ...record, ...(label !== undefined && { label }) });
  const urls = setupUrls(token, device);
  return {
    ...toBody({ ...record, ...(label !== undefined && { label }) }),
    token,
    setupUrls: urls,
    qrCodes: qrCodes(urls),
  };
}

const fault = (): never => {
  throw new Error('A member whose name fits no token.');
};
