import { deleteDevice, listDevices } from '../devices/device-store.ts';
import { barPositions } from '../drives/barred-store.ts';
import { sendAway } from '../live/send-away.ts';
import { findOffice } from '../live/watcher-store.ts';
import type { Account } from '../team/account-store.ts';
import type { Member } from '../team/member.ts';
import { revokeMember } from '../team/revoke-member.ts';
import { listDeviceTokens, revokeDeviceToken } from '../tracking/device-token-store.ts';
import { withdrawInvite } from './invite-member.ts';

/** Whose access ends, and who says so. */
interface Ending {
  readonly member: Member;
  readonly by: Member;
  readonly account: Account;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Ends somebody's access, at once and everywhere. First what refuses: the record every call looks at, and the bar
 * beside their position. Then what is open: their drive, boards, vehicle, and whatever reports or is told in their
 * name. Asked for again, it does what was left.
 * @throws Problem 409 for the last owner
 */
export async function endAccess({ member, by, account, now }: Ending): Promise<void> {
  const { memberId, accountId, email } = member;
  if (member.invite) return withdrawInvite(member, by, now);
  await revokeMember(member, by, now);
  await barPositions(memberId, accountId, 'revoked');
  if (member.role === 'technician') await stopDriving({ member, by, account, now });
  await Promise.all([closeBoards(member, now), forgetTokens(memberId), forgetDevices(memberId)]);
  if (email !== undefined) await signOut(email);
}

/** Only technicians drive: the steps of a visit, and vehicles, are loaded for them. */
async function stopDriving(ending: Ending): Promise<void> {
  const [{ recallDrive }, { leaveVehicle }] = await Promise.all([
    import('./recall-drive.ts'),
    import('../vehicles/set-driver.ts'),
  ]);
  await recallDrive(ending);
  const { memberId, accountId } = ending.member;
  await leaveVehicle(accountId, memberId, ending.now);
}

/** They sign in nowhere any more, and no browser of theirs renews its tokens. */
async function signOut(email: string): Promise<void> {
  const { endIdentity } = await import('./identity-client.ts');
  await endIdentity(email);
}

async function closeBoards({ accountId, memberId }: Member, now: number): Promise<void> {
  const boards = await findOffice(accountId, now);
  const theirs = boards.filter((board) => board.memberId === memberId);
  await Promise.all(theirs.map(({ connectionId }) => sendAway(connectionId)));
}

async function forgetTokens(memberId: string): Promise<void> {
  const tokens = await listDeviceTokens({ memberId });
  await Promise.all(tokens.map(({ device }) => revokeDeviceToken({ memberId }, device)));
}

/** Of members only browsers are known, which no service but ours knows of. */
async function forgetDevices(memberId: string): Promise<void> {
  await Promise.all((await listDevices({ memberId })).map(deleteDevice));
}
