import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { documents, positionsTable } from '../kernel/table.ts';
import { type Drive, latestKey, type Stay } from './drive.ts';

/** Where a technician is on the way to, and where they last arrived, as their latest item has it. */
export interface Whereabouts {
  readonly drive?: Drive;
  readonly stay?: Stay;
}

/** Read consistently: a drive that began a moment ago counts. */
export async function findWhereabouts(memberId: string): Promise<Whereabouts> {
  const { Item } = await documents.send(
    new GetCommand({
      TableName: positionsTable(),
      Key: latestKey(memberId),
      ConsistentRead: true,
      ProjectionExpression: 'drive, stay',
    }),
  );
  return Item ?? {};
}
