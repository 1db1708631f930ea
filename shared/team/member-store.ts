import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { readAll } from '../kernel/batch-store.ts';
import { readList } from '../kernel/list-store.ts';
import { documents, recordsTable } from '../kernel/table.ts';
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

/** Creates a member, or replaces what is known of one. */
export async function saveMember(member: Member): Promise<void> {
  const { memberId, accountId } = member;
  const Item = {
    ...memberKey(memberId),
    type: 'member',
    schema: 1,
    gsi1pk: `MEMBERS#${accountId}`,
    gsi1sk: memberId,
    ...member,
  };
  await documents.send(new PutCommand({ TableName: recordsTable(), Item }));
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
