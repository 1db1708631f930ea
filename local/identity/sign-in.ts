import * as z from 'zod/mini';
import type { Store } from '../emulators/emulator.ts';
import type { FunctionPool } from '../workers/function-pool.ts';
import type { Member, Tokens } from './tokens.ts';

export const ROLES = ['owner', 'dispatcher', 'technician'] as const;
export type Role = (typeof ROLES)[number];

/** Who wants a token. */
export interface SignInRequest {
  readonly role: Role;
  readonly accountId?: string;
  readonly memberId?: string;
  readonly name?: string;
  readonly enabled?: boolean;
}

export interface SignInOptions {
  readonly store: Store;
  readonly pool: FunctionPool;
  readonly tokens: Tokens;
  /** The function an operator creates accounts and members with. */
  readonly provisionArn: string;
  /** The account that is meant when none is named, and who of its team when no member is. */
  readonly home: HomeAccount;
}

export interface HomeAccount {
  readonly accountId: string;
  readonly company: Readonly<Record<string, string>>;
  readonly members: readonly {
    readonly memberId: string;
    readonly role: string;
    readonly name: string;
    readonly vehicle?: string;
  }[];
}

/** A member, the account of a member, and an account, as they are kept. */
export const MEMBER_ROW = z.object({ role: z.enum(ROLES), name: z.string() });
export const HOME_ROW = z.string();
export const ACCOUNT_ROW = z.object({ enabled: z.boolean() });
type Known = Readonly<z.output<typeof MEMBER_ROW>>;

const ACCOUNTS = 'accounts';
const MEMBERS = 'members';
const HOMES = 'homes';
const NAMES: Readonly<Record<Role, string>> = {
  owner: 'Olive Owens',
  dispatcher: 'Dora Spencer',
  technician: 'Tom Tanner',
};

/** The member with this id, if somebody of that name was ever made. */
export function findMember(store: Store, memberId: string): Member | undefined {
  const accountId = store.get<string>(HOMES, memberId);
  const known = accountId && store.get<Known>(MEMBERS, `${accountId}/${memberId}`);
  return known ? { accountId, memberId, ...known } : undefined;
}

/** Lets somebody sign in here from now on. */
export function admitMember(
  store: Store,
  { accountId, memberId, role, name }: Known & Pick<Member, 'accountId' | 'memberId'>,
): void {
  store.put(MEMBERS, `${accountId}/${memberId}`, { role, name });
  store.put(HOMES, memberId, accountId);
}

/** And no more; whose id it is stays known. */
export function dismissMember(store: Store, memberId: string): void {
  const accountId = store.get<string>(HOMES, memberId);
  if (accountId !== undefined) store.delete(MEMBERS, `${accountId}/${memberId}`);
}

/** Everybody who was ever made, of every account. */
export const listMembers = (store: Store): readonly Member[] =>
  store.list<string>(HOMES).flatMap(({ key }) => findMember(store, key) ?? []);

/** A member's id belongs to one account, here as in a user pool. */
export class MemberElsewhere extends Error {}

/**
 * Signs people in, creating their account and themselves on first use as an operator would. One at a time.
 * Rejects with MemberElsewhere when the id is one of another account's.
 */
export function createSignIn({ store, pool, tokens, provisionArn, home }: SignInOptions) {
  let last: Promise<unknown> = Promise.resolve();
  return (request: SignInRequest): Promise<{ token: string; memberId: string; accountId: string }> => {
    const mine = last.then(() => signIn(request));
    last = mine.catch(() => undefined);
    return mine;
  };

  async function signIn({ role, accountId = home.accountId, memberId, name, enabled }: SignInRequest) {
    const usual = accountId === home.accountId ? home.members.find((one) => one.role === role) : undefined;
    const id = memberId ?? usual?.memberId ?? `${accountId}-${role}`;
    if ((store.get<string>(HOMES, id) ?? accountId) !== accountId)
      throw new MemberElsewhere(`The member ${id} belongs to another account.`);
    const key = `${accountId}/${id}`;
    const known = store.get<Known>(MEMBERS, key);
    const called =
      name ?? known?.name ?? home.members.find((one) => one.memberId === id)?.name ?? NAMES[role];
    const account = accountChange(accountId, enabled);
    if (account || known?.role !== role || known.name !== called) {
      const vehicle = home.members.find((one) => one.memberId === id)?.vehicle;
      const member = { accountId, memberId: id, role, name: called, ...(vehicle ? { vehicle } : {}) };
      await provision({ ...(account ? { account } : {}), member });
      admitMember(store, { accountId, memberId: id, role, name: called });
      if (account) store.put(ACCOUNTS, accountId, { enabled: account.enabled });
    }
    const token = await tokens.sign({ accountId, memberId: id, role, name: called });
    return { token, memberId: id, accountId };
  }

  /** What the operator has to be told of the account: everything at first, later only the switch. */
  function accountChange(accountId: string, enabled: boolean | undefined) {
    const known = store.get<z.output<typeof ACCOUNT_ROW>>(ACCOUNTS, accountId);
    if (known && (enabled === undefined || enabled === known.enabled)) return undefined;
    if (known) return { accountId, enabled: enabled ?? true };
    const company =
      accountId === home.accountId ? home.company : { ...home.company, name: `Company ${accountId}` };
    return { accountId, enabled: enabled ?? true, company };
  }

  async function provision(payload: object): Promise<void> {
    const outcome = await pool.invoke(provisionArn, payload);
    if (!outcome.ok) throw new Error(`provision failed: ${outcome.error.errorMessage}`);
  }
}
