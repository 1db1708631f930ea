import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { LOCAL_PASSWORD } from '../identity/local-password.ts';
import { admitMember, dismissMember, ROLES, type Role } from '../identity/sign-in.ts';
import { AwsError, type Emulator, InvalidInput, type World } from './emulator.ts';
import { createJsonEmulator } from './json-rpc.ts';
import { listOf, operation, text, textOf } from './operation.ts';
import { putInOutbox } from './outbox.ts';

/** Somebody the user pool knows, by their address in small letters. */
export const USER_ROW = z.object({
  sub: z.uuid(),
  attributes: z.record(z.string(), z.string()),
  enabled: z.boolean(),
  groups: z.array(z.enum(ROLES)),
  createdAt: z.number(),
});
type User = z.output<typeof USER_ROW>;

const USERS = 'users';
const POOL = text(/^[\w-]+_[0-9a-zA-Z]+$/);
const NAME = textOf(1, 128);
const WHO = { UserPoolId: POOL, Username: NAME };
const ATTRIBUTE = z.strictObject({ Name: textOf(1, 32), Value: z.optional(textOf(0, 2048)) });
const CREATE = z.strictObject({
  ...WHO,
  UserAttributes: z.optional(listOf(ATTRIBUTE, 0, 50)),
  DesiredDeliveryMediums: z.optional(listOf(z.enum(['EMAIL', 'SMS']), 0, 2)),
});
const IN_GROUP = z.strictObject({ ...WHO, GroupName: NAME });

/** Amazon Cognito's user pool as whoever runs it sees it: its users, their groups, and whether they may sign in. */
export function createCognito(world: World): Emulator {
  const one = (answer: (email: string, user: User) => object) =>
    operation(z.strictObject(WHO), ({ Username }) => answer(...known(world, Username)));
  const emulator = createJsonEmulator({
    service: 'cognito-idp',
    signingNames: ['cognito-idp'],
    operations: {
      AdminCreateUser: operation(CREATE, (asked) => ({ User: create(world, asked) })),
      AdminGetUser: one((_, user) => {
        const { Attributes, ...told } = describe(user);
        return { ...told, UserAttributes: Attributes };
      }),
      AdminEnableUser: one((email, user) => put(world, email, { ...user, enabled: true })),
      AdminDisableUser: one((email, user) => put(world, email, { ...user, enabled: false })),
      AdminUserGlobalSignOut: one(() => ({})),
      AdminAddUserToGroup: operation(IN_GROUP, ({ Username, GroupName }) => {
        const [email, user] = known(world, Username);
        const groups = [...new Set([...user.groups, groupNamed(GroupName)])];
        return put(world, email, { ...user, groups });
      }),
      AdminRemoveUserFromGroup: operation(IN_GROUP, ({ Username, GroupName }) => {
        const [email, user] = known(world, Username);
        const left = groupNamed(GroupName);
        return put(world, email, { ...user, groups: user.groups.filter((group) => group !== left) });
      }),
    },
  });
  return {
    ...emulator,
    refuse: (error) =>
      emulator.refuse(
        error instanceof InvalidInput ? new AwsError(400, 'InvalidParameterException', error.message) : error,
      ),
  };
}

function create(world: World, { Username, UserAttributes = [] }: z.output<typeof CREATE>): object {
  const email = Username.toLowerCase();
  if (!email.includes('@'))
    throw new AwsError(400, 'InvalidParameterException', 'Username should be an email.');
  if (world.store.get(USERS, email))
    throw new AwsError(400, 'UsernameExistsException', 'An account with the given email already exists.');
  const attributes = Object.fromEntries(UserAttributes.map(({ Name, Value = '' }) => [Name, Value]));
  const user: User = { sub: randomUUID(), attributes, enabled: true, groups: [], createdAt: world.now() };
  put(world, email, user);
  putInOutbox(world, {
    channel: 'email',
    to: email,
    subject: 'Your temporary password',
    text: `Your username is ${email} and temporary password is ${LOCAL_PASSWORD}.`,
  });
  return describe(user);
}

/** Keeps what is known of somebody; whoever is in a group and enabled is one of those who can sign in here. */
function put(world: World, email: string, user: User): object {
  world.store.put(USERS, email, user);
  const { name = email, 'custom:account_id': accountId, 'custom:member_id': memberId } = user.attributes;
  const role = user.groups.at(-1);
  if (accountId === undefined || memberId === undefined) return {};
  if (role && user.enabled) admitMember(world.store, { accountId, memberId, name, role });
  else dismissMember(world.store, memberId);
  return {};
}

/** @throws AwsError for whom the pool does not know */
function known({ store }: World, username: string): [email: string, user: User] {
  const found = store
    .list<User>(USERS)
    .find(({ key, value }) => key === username.toLowerCase() || value.sub === username);
  if (!found) throw new AwsError(404, 'UserNotFoundException', 'User does not exist.');
  return [found.key, found.value];
}

function groupNamed(name: string): Role {
  const role = ROLES.find((one) => one === name);
  if (!role) throw new AwsError(404, 'ResourceNotFoundException', 'Group not found.');
  return role;
}

const describe = ({ sub, attributes, enabled, createdAt }: User) => ({
  Username: sub,
  Attributes: Object.entries({ ...attributes, sub }).map(([Name, Value]) => ({ Name, Value })),
  UserCreateDate: createdAt / 1000,
  UserLastModifiedDate: createdAt / 1000,
  Enabled: enabled,
  UserStatus: 'FORCE_CHANGE_PASSWORD',
});
