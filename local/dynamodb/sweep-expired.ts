import type { Agenda } from '../clock/agenda.ts';
import type { Part } from '../control/activity.ts';
import type { TableDeclaration } from './create-tables.ts';
import type { EngineClient } from './engine-client.ts';

export interface SweepOptions {
  readonly tables: readonly TableDeclaration[];
  readonly engine: EngineClient;
  readonly agenda: Agenda;
  readonly now: () => number;
  /** Told of every table something was deleted from. */
  readonly written: (table: string) => void;
  readonly changed: () => void;
}

const HOUR_MS = 3_600_000;
/** Between sweeps that find nothing: a clock that is moved by years stops at each of them. */
const LONGEST_PAUSE_MS = 24 * HOUR_MS;
const DYNAMODB = 'DynamoDB_20120810.';

type Item = Readonly<Record<string, unknown>>;

interface Page {
  readonly Items?: readonly Item[];
  readonly LastEvaluatedKey?: Item;
}

/**
 * Deletes what has expired, once an hour by the stack's clock, less often while there is nothing. The engines' own sweeping follows the machine's clock
 * or none; DynamoDB's is days late, so nothing may rely on either.
 */
export function startSweeping({ tables, engine, agenda, now, written, changed }: SweepOptions): Part {
  let sweeping = false;
  const run = async (): Promise<void> => {
    for (let pause = HOUR_MS; ; ) {
      await agenda.reach(now() + pause);
      sweeping = true;
      // An engine that is being stopped refuses; the next run finds the same items.
      const found = await Promise.all(tables.map(sweep)).catch(() => []);
      pause = found.some((count) => count > 0) ? HOUR_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      sweeping = false;
      changed();
    }
  };
  /** @returns how many items had expired */
  const sweep = async (table: TableDeclaration): Promise<number> => {
    const attribute = expiryOf(table);
    if (attribute === undefined) return 0;
    let count = 0;
    const expired = { ExpressionAttributeNames: { '#expiry': attribute }, ...before(now()) };
    let from: Item | undefined;
    do {
      const page: Page = await engine.call(`${DYNAMODB}Scan`, {
        TableName: table.name,
        FilterExpression: '#expiry < :now',
        ...expired,
        ...(from ? { ExclusiveStartKey: from } : {}),
      });
      for (const item of page.Items ?? []) {
        await engine
          .call(`${DYNAMODB}DeleteItem`, {
            TableName: table.name,
            Key: keyOf(table, item),
            ConditionExpression: '#expiry < :now',
            ...expired,
          })
          .catch(() => undefined);
        written(table.name);
        count += 1;
      }
      from = page.LastEvaluatedKey;
    } while (from);
    return count;
  };
  void run();
  return { busy: () => (sweeping ? ['the sweep of expired items'] : []), pending: () => [] };
}

/** Expiry is kept in seconds. */
const before = (instant: number) => ({
  ExpressionAttributeValues: { ':now': { N: String(Math.floor(instant / 1000)) } },
});

function expiryOf({ properties }: TableDeclaration): string | undefined {
  const ttl = properties['TimeToLiveSpecification'] as
    | { AttributeName?: string; Enabled?: boolean }
    | undefined;
  return ttl?.Enabled === false ? undefined : ttl?.AttributeName;
}

function keyOf({ properties }: TableDeclaration, item: Item): Item {
  const schema = (properties['KeySchema'] ?? []) as readonly { AttributeName: string }[];
  return Object.fromEntries(schema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]));
}
