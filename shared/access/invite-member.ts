import type * as z from 'zod/mini';
import { type Idempotency, idempotencyWrite } from '../kernel/idempotency-store.ts';
import { newId } from '../kernel/ids.ts';
import { conflict } from '../kernel/problem.ts';
import { transact } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import type { Account } from '../team/account-store.ts';
import { auditWrite } from '../team/audit-store.ts';
import { unlessOvertaken } from '../team/change-member.ts';
import type { InviteInput } from '../team/invite-contract.ts';
import { type Member, statusOf } from '../team/member.ts';
import { listMembers, memberRemoval, memberUpdate, memberWrite } from '../team/member-store.ts';
import { newInvite } from './invite.ts';
import { inviteEnd, inviteWrite } from './invite-store.ts';

interface Inviting {
  readonly input: z.infer<typeof InviteInput>;
  readonly account: Account;
  readonly by: Member;
  /** Epoch ms. */
  readonly now: number;
  readonly idempotency?: Idempotency | undefined;
}

/** Somebody who may come in, and the token that is known nowhere else. */
export interface Invited {
  readonly member: Member;
  readonly token: string;
}

/**
 * Keeps a place for somebody in the team. An address is one person: whose access has ended gets their own place back.
 * @throws Problem 409 for who is there, or invited, already
 */
export async function inviteMember({ input, account, by, now, idempotency }: Inviting): Promise<Invited> {
  const { accountId } = account;
  const { name, role, position } = input;
  const email = input.email.toLowerCase();
  const known = (await listMembers(accountId)).find((one) => one.email === email);
  if (known && statusOf(known) !== 'revoked') {
    throw conflict('already-invited', 'Somebody of the team has this address, or is invited by it.');
  }
  const { token, invite } = newInvite(now);
  const member: Member = {
    ...(known ?? { memberId: newId('member'), accountId, active: false }),
    name,
    role,
    email,
    ...(position !== undefined && { position }),
    invite,
  };
  await transact([
    memberWrite(member, known),
    inviteWrite(member, invite),
    auditWrite(accountId, entryOf('member.invited', member, by, now)),
    ...(idempotency ? [idempotencyWrite(idempotency, { memberId: member.memberId })] : []),
  ]);
  return { member, token };
}

/** Another link for who is invited: the one before leads nowhere from here on. */
export async function renewInvite(member: Member, by: Member, now: number): Promise<Invited> {
  const { token, invite } = newInvite(now);
  await unlessOvertaken(member, async (current) => {
    const { accountId, invite: before } = mustBeInvited(current);
    await transact([
      memberUpdate(current, { invite }),
      inviteEnd(before),
      inviteWrite(current, invite),
      auditWrite(accountId, entryOf('invite.renewed', current, by, now)),
    ]);
  });
  return { member: { ...member, invite }, token };
}

/** Takes an invite back: who never came is forgotten, who was there before is as before. */
export const withdrawInvite = (member: Member, by: Member, now: number): Promise<void> =>
  unlessOvertaken(member, async (current) => {
    const { accountId, invite, revokedAt } = mustBeInvited(current);
    await transact([
      revokedAt === undefined ? memberRemoval(current) : memberUpdate(current, { invite: null }),
      inviteEnd(invite),
      auditWrite(accountId, entryOf('invite.withdrawn', current, by, now)),
    ]);
  });

function mustBeInvited(member: Member) {
  if (!member.invite) throw conflict('not-invited', 'They have come, or are not invited any more.');
  return { ...member, invite: member.invite };
}

const entryOf = <What extends string>(what: What, { memberId }: Member, by: Member, now: number) => ({
  at: instant(now),
  what,
  memberId,
  by: { role: by.role, memberId: by.memberId },
});
