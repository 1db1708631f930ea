import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readAll } from './batch-store.ts';
import { documents, recordsTable } from './table.ts';

/**
 * Everything that stands in one list of an account, in the list's order, each item read consistently.
 * @param list the list's partition in the index `by-account`
 */
export async function readList(list: string): Promise<Record<string, unknown>[]> {
  const keys: Record<'pk' | 'sk', string>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(
      new QueryCommand({
        TableName: recordsTable(),
        IndexName: 'by-account',
        KeyConditionExpression: 'gsi1pk = :list',
        ExpressionAttributeValues: { ':list': list },
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    keys.push(...((page.Items ?? []) as Record<'pk' | 'sk', string>[]));
    from = page.LastEvaluatedKey;
  } while (from);
  return readAll(keys.map(({ pk, sk }) => ({ pk, sk })));
}
