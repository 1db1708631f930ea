import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { documents, recordsTable } from './table.ts';
import { pause } from './table-client.ts';

type Key = Record<'pk' | 'sk', string>;
type Item = Record<string, unknown>;

/** What one BatchGetItem takes. */
const MOST = 100;
/** With the pauses between them, a second and a quarter on average. */
const TRIES = 6;

interface Reading {
  readonly table: string;
  readonly consistent: boolean;
}

/**
 * Reads items by their keys, in the order asked for; what does not exist is left out. Keys that DynamoDB leaves
 * unread, as it does when it is short of capacity, are asked for again, less and less often.
 * @param reading the records, consistently, unless told
 * @throws Error when it keeps leaving some
 */
export async function readAll(
  keys: readonly Key[],
  reading: Reading = { table: recordsTable(), consistent: true },
): Promise<Item[]> {
  const found = new Map<string, Item>();
  for (let start = 0; start < keys.length; start += MOST) {
    for (const item of await readSome(keys.slice(start, start + MOST), reading)) {
      found.set(`${item['pk']} ${item['sk']}`, item);
    }
  }
  return keys.map(({ pk, sk }) => found.get(`${pk} ${sk}`)).filter((item) => item !== undefined);
}

async function readSome(keys: readonly Key[], { table, consistent }: Reading): Promise<Item[]> {
  const items: Item[] = [];
  let left: Key[] = [...keys];
  for (let attempt = 1; left.length > 0; attempt++) {
    if (attempt > TRIES) throw new Error('DynamoDB keeps leaving keys of a batch unread.');
    if (attempt > 1) await pause(attempt - 1);
    const { Responses, UnprocessedKeys } = await documents.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead: consistent } } }),
    );
    items.push(...((Responses?.[table] ?? []) as Item[]));
    left = (UnprocessedKeys?.[table]?.Keys ?? []) as Key[];
  }
  return items;
}
