import { findAccount } from '../team/account-store.ts';
import type { Member } from '../team/member.ts';
import { findMember, findMembers } from '../team/member-store.ts';
import { dismiss, sendAway } from './send-away.ts';
import { tell } from './sockets-client.ts';
import type { Bearer } from './ticket.ts';
import { takeTicket } from './ticket-store.ts';
import { addWatcher, findOffice, forgetConnection, type OfficeWatcher } from './watcher-store.ts';

/** Of one account so many boards are told; what is more has to ask. One change must not have to reach a crowd. */
export const MOST_BOARDS = 200;

/** A board says hello at `now` (epoch ms): its ticket is used up by it, whatever comes of it. */
export async function welcomeOffice(connectionId: string, ticket: string, now: number): Promise<unknown> {
  const bearer = await takeTicket(ticket, now);
  if (!bearer || !(await isAdmitted(bearer, now))) return dismiss(connectionId);
  const boards = await findOffice(bearer.accountId, now);
  if (boards.length >= MOST_BOARDS) return dismiss(connectionId, 'full');
  const { memberId, accountId } = bearer;
  await addWatcher({ connectionId, memberId, accountId }, now);
  const told = await tell(connectionId, { type: 'welcome' });
  // It left before it was noted: nobody else will say so.
  if (!told) await forgetConnection(connectionId);
}

/** A board is still there. @returns whether it may stay */
export async function reassureOffice(board: OfficeWatcher, now: number): Promise<boolean> {
  const stays = await isAdmitted(board, now);
  if (!stays) await sendAway(board.connectionId);
  return stays;
}

async function isAdmitted({ memberId, accountId }: Bearer, now: number): Promise<boolean> {
  const [member, account] = await Promise.all([findMember(memberId), findAccount(accountId, now)]);
  return account?.enabled === true && isOfTheOffice(member, accountId);
}

/** Looked up whenever something is shown, so that access ends at once when it is revoked. */
export const isOfTheOffice = (member: Member | undefined, accountId: string): boolean =>
  member?.active === true && member.accountId === accountId && member.role !== 'technician';

/** The boards of an account that may still be told, and those whose access has ended. */
export async function boardsOf(accountId: string, now: number) {
  const boards = await findOffice(accountId, now);
  if (boards.length === 0) return { welcome: [], ended: [] };
  const members = await findMembers(boards.map(({ memberId }) => memberId));
  const admitted = new Set(
    members.filter((one) => isOfTheOffice(one, accountId)).map(({ memberId }) => memberId),
  );
  return {
    welcome: boards.filter(({ memberId }) => admitted.has(memberId)),
    ended: boards.filter(({ memberId }) => !admitted.has(memberId)),
  };
}
