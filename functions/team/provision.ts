import * as z from 'zod/mini';
import { tellWaiting } from '../../shared/access/tell-waiting.ts';
import { admitPositions, barPositions } from '../../shared/drives/barred-store.ts';
import type { Account } from '../../shared/team/account-store.ts';
import type { Member } from '../../shared/team/member.ts';
import { findMember, listMembers } from '../../shared/team/member-store.ts';
import { accountFor, provisionMember } from '../../shared/team/provision.ts';
import { Provision, type ProvisionRequest } from '../../shared/team/provision-contract.ts';
import { leaveVehicle } from '../../shared/vehicles/set-driver.ts';

/**
 * The operator's way in: creates or changes an account and a member, as often as it is told to. What an account
 * that is not switched on, or a member whose access ended, may no longer do holds for their phones too.
 */
export async function handler(payload: unknown): Promise<{ accountId: string; memberId?: string }> {
  const { account: told, member: toldMember } = z.parse(Provision, payload);
  const now = Date.now();
  const home = await homeOf(toldMember);
  const account = await accountFor(told, home, now);
  const member = toldMember && (await provisionMember(toldMember, account?.accountId));
  const accountId = member?.accountId ?? account?.accountId;
  if (!account || !accountId) throw new Error('Name an account, or a member of one.');
  const affected = told ? await listMembers(accountId) : [];
  const others = affected.filter(({ memberId }) => memberId !== member?.memberId);
  if (told && account.enabled) await tellWaiting(account);
  for (const one of member ? [...others, member] : others) await admitOrBar(one, account, now);
  return { accountId, ...(member && { memberId: member.memberId }) };
}

async function homeOf(told: ProvisionRequest['member']): Promise<string | undefined> {
  return told && (told.accountId ?? (await findMember(told.memberId))?.accountId);
}

async function admitOrBar(member: Member, account: Account, now: number): Promise<void> {
  const { memberId, accountId } = member;
  if (!member.active) await barPositions(memberId, accountId, 'revoked');
  else if (!account.enabled) await barPositions(memberId, accountId, 'account_not_enabled');
  else await admitPositions(memberId, now);
  if (!member.active || member.role !== 'technician') await leaveVehicle(accountId, memberId, now);
}
