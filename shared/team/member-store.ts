import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { readAll } from '../kernel/batch-store.ts';
import { readList } from '../kernel/list-store.ts';
import { documents, recordsTable, type Write } from '../kernel/table.ts';
import { epoch, instant, MINUTE } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import type { AlertWish, Member } from './member.ts';

export const memberKey = (memberId: string) => ({ pk: `MEMBER#${memberId}`, sk: 'MEMBER' });

const toMember = (item: Record<string, unknown>): Member =>
  without(item, 'pk', 'sk', 'type', 'schema', 'gsi1pk', 'gsi1sk') as unknown as Member;

/** Longer than any of ours, and short of what a key may hold. */
const MAX_ID_LENGTH = 128;

/** Looked up at every staff call, so that access ends at once when it is revoked. */
export async function findMember(memberId: string): Promise<Member | undefined> {
  if (memberId.length > MAX_ID_LENGTH) return undefined;
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: memberKey(memberId), ConsistentRead: true }),
  );
  return Item && toMember(Item);
}

/** Several members at once, in the order asked for; unknown ones are left out. */
export async function findMembers(memberIds: readonly string[]): Promise<Member[]> {
  const items = await readAll([...new Set(memberIds)].map(memberKey));
  return items.map(toMember);
}

/** Everybody of an account's team, also those whose access has ended. */
export const listMembers = async (accountId: string): Promise<Member[]> =>
  (await readList(`MEMBERS#${accountId}`)).map(toMember);

const toItem = (member: Member) => ({
  ...memberKey(member.memberId),
  type: 'member',
  schema: 1,
  gsi1pk: `MEMBERS#${member.accountId}`,
  gsi1sk: member.memberId,
  ...member,
});

/** Creates a member, or replaces what is known of one. */
export async function saveMember(member: Member): Promise<void> {
  await documents.send(new PutCommand({ TableName: recordsTable(), Item: toItem(member) }));
}

/** Writes down how a member wants to be told of alerts; nothing else of them changes. */
export async function chooseAlerts(memberId: string, alerts: AlertWish): Promise<void> {
  await documents.send(
    new UpdateCommand({
      TableName: recordsTable(),
      Key: memberKey(memberId),
      UpdateExpression: 'SET alerts = :alerts',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':alerts': alerts },
    }),
  );
}

/** Thrown when a member has changed since they were read: look again. */
export class Overtaken extends Error {}
const otherwise = () => new Overtaken();

/**
 * Some of what is known of a member, if they still are of the team in the role they had.
 * @param changes null takes away
 */
export function memberUpdate(member: Member, changes: Readonly<Record<string, unknown>>): Write {
  const names = Object.keys(changes);
  const set = names.filter((name) => changes[name] !== null).map((name) => `#${name} = :${name}`);
  const remove = names.filter((name) => changes[name] === null).map((name) => `#${name}`);
  const { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = asRead(member);
  return {
    Update: {
      TableName: recordsTable(),
      Key: memberKey(member.memberId),
      UpdateExpression: [
        ...(set.length > 0 ? [`SET ${set.join(', ')}`] : []),
        ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
      ].join(' '),
      ConditionExpression,
      ExpressionAttributeNames: {
        ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ...ExpressionAttributeNames,
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(
          names.flatMap((name) => (changes[name] === null ? [] : [[`:${name}`, changes[name]]])),
        ),
        ...ExpressionAttributeValues,
      },
    },
    otherwise,
  };
}

/** A member as they shall be: a new one, or one whose access has ended and who is as they were read. */
export const memberWrite = (member: Member, before: Member | undefined): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: toItem(member),
    ...(before ? asRead(before) : { ConditionExpression: 'attribute_not_exists(pk)' }),
  },
  otherwise,
});

/** Forgets somebody who never came. */
export const memberRemoval = (member: Member): Write => ({
  Delete: { TableName: recordsTable(), Key: memberKey(member.memberId), ...asRead(member) },
  otherwise,
});

const asRead = ({ role, active }: Member) => ({
  ConditionExpression: '#role = :was AND #active = :wasActive',
  ExpressionAttributeNames: { '#role': 'role', '#active': 'active' },
  ExpressionAttributeValues: { ':was': role, ':wasActive': active },
});

/** That somebody is an owner at the moment of the transaction. */
export const isStillOwner = (memberId: string): Write => ({
  ConditionCheck: {
    TableName: recordsTable(),
    Key: memberKey(memberId),
    ConditionExpression: '#role = :owner AND active = :yes',
    ExpressionAttributeNames: { '#role': 'role' },
    ExpressionAttributeValues: { ':owner': 'owner', ':yes': true },
  },
  otherwise,
});

/** How exactly is known when somebody of the office was there: one write in as long, however often a board opens. */
const SEEN_MS = 10 * MINUTE;

/** Notes that somebody of the office is there at `now` (epoch ms). */
export async function noteSeen({ memberId, lastSeenAt }: Member, now: number): Promise<void> {
  if (lastSeenAt !== undefined && epoch(lastSeenAt) > now - SEEN_MS) return;
  await documents.send(
    new UpdateCommand({
      TableName: recordsTable(),
      Key: memberKey(memberId),
      UpdateExpression: 'SET lastSeenAt = :now',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':now': instant(now) },
    }),
  );
}
