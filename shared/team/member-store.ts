import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { documents, recordsTable } from '../kernel/table.ts';
import type { Member } from './member.ts';

export const memberKey = (memberId: string) => ({ pk: `MEMBER#${memberId}`, sk: 'MEMBER' });

/** Looked up at every staff call, so that access ends at once when it is revoked. */
export async function findMember(memberId: string): Promise<Member | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: memberKey(memberId), ConsistentRead: true }),
  );
  return Item as Member | undefined;
}
