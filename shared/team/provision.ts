import { type Account, changeAccount, readAccount } from './account-store.ts';
import { defaultSettings } from './default-settings.ts';
import type { Member } from './member.ts';
import { findMember, saveMember } from './member-store.ts';
import { mergeSettings } from './merge-settings.ts';
import type { ProvisionRequest } from './provision-contract.ts';

/** For a company nobody has described yet: a number nobody answers (reserved for fiction), the world's time. */
const UNNAMED = { name: 'New company', phone: '+14155550100', timeZone: 'UTC' };

/** Creates an account with the defaults, or changes what is told of one. */
export const provisionAccount = (
  { accountId, enabled, company }: NonNullable<ProvisionRequest['account']>,
  now: number,
): Promise<Account> =>
  changeAccount(accountId, now, (known) => ({
    enabled: enabled ?? known?.enabled ?? true,
    settings: mergeSettings(known?.settings ?? defaultSettings(UNNAMED), company ? { company } : {}),
  }));

/**
 * Creates a member, or changes what is told of one.
 * @throws Error for a new one without account, role or name, and for one of another account
 */
export async function provisionMember(
  { memberId, ...told }: NonNullable<ProvisionRequest['member']>,
  accountId: string | undefined,
): Promise<Member> {
  const known = await findMember(memberId);
  const home = told.accountId ?? accountId ?? known?.accountId;
  if (known && known.accountId !== home) throw new Error('This member belongs to another account.');
  const member = { active: true, ...known, ...told, memberId, accountId: home } as Partial<Member>;
  if (!member.accountId || !member.role || !member.name) {
    throw new Error('A new member needs an account, a role and a name.');
  }
  await saveMember(member as Member);
  return member as Member;
}

/** The account as it stands; made when it is told of, or not there yet. */
export async function accountFor(
  told: ProvisionRequest['account'],
  accountId: string | undefined,
  now: number,
): Promise<Account | undefined> {
  if (told) return provisionAccount(told, now);
  if (accountId === undefined) return undefined;
  return (await readAccount(accountId, now)) ?? provisionAccount({ accountId }, now);
}
