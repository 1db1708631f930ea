import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { documents, recordsTable } from './table.ts';

type Key = Record<'pk' | 'sk', string>;

/** What one BatchGetItem takes. */
const MOST = 100;
const TRIES = 5;

/** Reads records by their keys, consistently, in the order asked for; what does not exist is left out. */
export async function readAll(keys: readonly Key[]): Promise<Record<string, unknown>[]> {
  const found = new Map<string, Record<string, unknown>>();
  for (let start = 0; start < keys.length; start += MOST) {
    for (const item of await readSome(keys.slice(start, start + MOST))) {
      found.set(`${item['pk']} ${item['sk']}`, item);
    }
  }
  return keys.map(({ pk, sk }) => found.get(`${pk} ${sk}`)).filter((item) => item !== undefined);
}

async function readSome(keys: readonly Key[]): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let left: Key[] = [...keys];
  for (let attempt = 1; left.length > 0; attempt++) {
    if (attempt > TRIES) throw new Error('DynamoDB keeps leaving keys of a batch unread.');
    const { Responses, UnprocessedKeys } = await documents.send(
      new BatchGetCommand({ RequestItems: { [recordsTable()]: { Keys: left, ConsistentRead: true } } }),
    );
    items.push(...((Responses?.[recordsTable()] ?? []) as Record<string, unknown>[]));
    left = (UnprocessedKeys?.[recordsTable()]?.Keys ?? []) as Key[];
    if (left.length > 0) await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt));
  }
  return items;
}
