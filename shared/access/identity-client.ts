import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { type Member, ROLES } from '../team/member.ts';

const client = new CognitoIdentityProviderClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

/** Who signs in, by the address they do it with. */
type Person = Member & { readonly email: string };

const user = (email: string) => ({ UserPoolId: poolId(), Username: email });

/**
 * Lets somebody sign in as a member: the pool sends them a temporary password, unless they had one before.
 * @returns false when the address is that of another member, of whatever account: a pool knows an address once
 */
export async function admitIdentity(person: Person): Promise<boolean> {
  const { email, accountId, memberId, name } = person;
  const attributes = {
    email,
    email_verified: 'true',
    name,
    'custom:account_id': accountId,
    'custom:member_id': memberId,
  };
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  try {
    await client.send(
      new AdminCreateUserCommand({ ...user(email), UserAttributes, DesiredDeliveryMediums: ['EMAIL'] }),
    );
  } catch (error) {
    if (!(error instanceof UsernameExistsException)) throw error;
    if (!(await isTheirs(person))) return false;
    await client.send(new AdminEnableUserCommand(user(email)));
  }
  await setRole(person);
  return true;
}

async function isTheirs({ email, memberId }: Person): Promise<boolean> {
  const { UserAttributes = [] } = await client.send(new AdminGetUserCommand(user(email)));
  return UserAttributes.some(({ Name, Value }) => Name === 'custom:member_id' && Value === memberId);
}

/** One group each: what they may is in their next token, and in what we know of them at once. */
export async function setRole({ email, role }: Person): Promise<void> {
  for (const other of ROLES.filter((one) => one !== role)) {
    await client.send(new AdminRemoveUserFromGroupCommand({ ...user(email), GroupName: other }));
  }
  await client.send(new AdminAddUserToGroupCommand({ ...user(email), GroupName: role }));
}

/** Nobody signs in as them any more, and no token of theirs can be renewed. */
export async function endIdentity(email: string): Promise<void> {
  await client.send(new AdminDisableUserCommand(user(email)));
  await client.send(new AdminUserGlobalSignOutCommand(user(email)));
}

function poolId(): string {
  const id = process.env['USER_POOL_ID'];
  if (!id) throw new Error('The environment variable USER_POOL_ID is not set.');
  return id;
}
