import { type AwsCall, AwsError, type AwsResponse, type Emulator } from '../../local/emulators/emulator.ts';
import { pause } from '../machine/take-over.ts';
import { changed, holds, InvalidExpression, type Names, projected } from './expressions.ts';
import type { Table, Written } from './table.ts';
import { compare, type Item, isEqual, textOf } from './values.ts';

type Input = Readonly<Record<string, unknown>>;

/** What one write of a call asks for; a transaction has several. */
interface Action {
  readonly kind: 'Put' | 'Update' | 'Delete' | 'ConditionCheck';
  readonly input: Input;
}

interface Parts {
  readonly tables: ReadonlyMap<string, Table>;
  /** How long a transaction takes, in milliseconds: so long it keeps its items from others. */
  readonly transactionTakes: () => number;
  readonly written: (writes: readonly Written[]) => void;
}

/**
 * DynamoDB as far as the product calls it, in memory and by the world's clock. What it answers is held equal to a real
 * engine's by `test/integration/simulator/dynamodb.test.ts`.
 */
export function createDynamodb(parts: Parts): Emulator {
  const held = new Set<string>();
  const done = new Map<string, unknown>();
  const operations: Readonly<Record<string, (input: Input) => unknown>> = {
    GetItem: (input) => getItem(parts, input),
    BatchGetItem: (input) => batchGet(parts, input),
    Query: (input) => query(parts, input),
    PutItem: (input) => single(parts, held, { kind: 'Put', input }),
    UpdateItem: (input) => single(parts, held, { kind: 'Update', input }),
    DeleteItem: (input) => single(parts, held, { kind: 'Delete', input }),
    TransactWriteItems: (input) => transact(parts, held, done, input),
  };
  return {
    service: 'dynamodb',
    signingNames: ['dynamodb'],
    operations: Object.keys(operations),
    parse: ({ headers, body }) => ({
      operation: headers['x-amz-target']?.split('.')[1] ?? '',
      input: JSON.parse(body.toString('utf8')) as AwsCall['input'],
    }),
    async handle({ operation, input }) {
      const work = operations[operation];
      if (!work) throw new AwsError(400, 'UnknownOperationException', operation);
      try {
        return reply(200, await work(input));
      } catch (error) {
        if (error instanceof Refused) return reply(400, error.body);
        if (error instanceof InvalidExpression) throw new AwsError(400, 'ValidationException', error.message);
        throw error;
      }
    },
    refuse: ({ status, code, message }) => reply(status, { __type: `${PREFIX}${code}`, message }),
  };
}

const PREFIX = 'com.amazonaws.dynamodb.v20120810#';

/** A refusal with particulars of its own. */
class Refused extends Error {
  readonly body: object;
  constructor(code: string, message: string, more: object = {}) {
    super(message);
    this.body = { __type: `${PREFIX}${code}`, message, ...more };
  }
}

const reply = (status: number, value: unknown): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(value),
});

const invalid = (message: string) => new AwsError(400, 'ValidationException', message);

function tableOf({ tables }: Parts, name: unknown): Table {
  const table = tables.get(String(name));
  if (!table) throw new AwsError(400, 'ResourceNotFoundException', 'Requested resource not found');
  return table;
}

const namesOf = (input: Input): Names => ({
  names: input['ExpressionAttributeNames'] as Names['names'],
  values: input['ExpressionAttributeValues'] as Names['values'],
});

function keyOf(key: Item): { pk: string; sk: string } {
  const [pk, sk] = [textOf(key['pk']), textOf(key['sk'])];
  if (!pk || !sk) throw invalid('One or more parameter values are not valid: a key is missing or empty.');
  return { pk, sk };
}

function getItem(parts: Parts, input: Input): unknown {
  const { pk, sk } = keyOf(input['Key'] as Item);
  const item = tableOf(parts, input['TableName']).get(pk, sk, input['ConsistentRead'] === true);
  return item ? { Item: shown(input, item) } : {};
}

const shown = (input: Input, item: Item): Item =>
  typeof input['ProjectionExpression'] === 'string'
    ? projected(input['ProjectionExpression'], namesOf(input), item)
    : item;

function batchGet(parts: Parts, input: Input): unknown {
  const asked = Object.entries(input['RequestItems'] as Record<string, Input>);
  const Responses = asked.map(([name, request]) => {
    const keys = (request['Keys'] as readonly Item[]).map(keyOf);
    if (new Set(keys.map(({ pk, sk }) => `${pk}\n${sk}`)).size < keys.length)
      throw invalid('Provided list of item keys contains duplicates');
    if (keys.length > 100) throw invalid('Too many items requested for the BatchGetItem call');
    const table = tableOf(parts, name);
    const found = keys
      .map(({ pk, sk }) => table.get(pk, sk, request['ConsistentRead'] === true))
      .filter((item) => item !== undefined);
    return [name, found.map((item) => shown(request, item))] as const;
  });
  return { Responses: Object.fromEntries(Responses), UnprocessedKeys: {} };
}

const PARTITION = /^\s*([#\w]+)\s*=\s*(:\w+)\s*(?:AND\s+([\s\S]*))?$/;
const PAGE_BYTES = 1024 * 1024;

function query(parts: Parts, input: Input): unknown {
  const table = tableOf(parts, input['TableName']);
  const index = input['IndexName'] as string | undefined;
  if (index !== undefined && input['ConsistentRead'] === true)
    throw invalid('Consistent reads are not supported on global secondary indexes');
  const names = namesOf(input);
  const [, , value = '', rest] = PARTITION.exec(String(input['KeyConditionExpression'])) ?? [];
  const pk = textOf(names.values?.[value]);
  if (!pk) throw invalid('Query condition missed key schema element');
  let items = table.partition(pk, index).filter((item) => !rest || holds(rest, names, item));
  if (input['ScanIndexForward'] === false) items = items.reverse();
  const start = input['ExclusiveStartKey'] as Item | undefined;
  const keys = table.keysOf(index);
  if (start) items = items.filter((item) => isAfter(item, start, keys, input['ScanIndexForward'] !== false));
  const page = pageOf(items, input['Limit'] as number | undefined);
  const last = page.at(-1);
  const filter = input['FilterExpression'];
  const kept = typeof filter === 'string' ? page.filter((item) => holds(filter, names, item)) : page;
  const more = page.length < items.length || page.length === input['Limit'];
  return {
    ...(input['Select'] === 'COUNT' ? {} : { Items: kept.map((item) => shown(input, item)) }),
    Count: kept.length,
    ScannedCount: page.length,
    ...(last && more && { LastEvaluatedKey: pick(last, ['pk', 'sk', keys.pk, keys.sk]) }),
  };
}

function isAfter(item: Item, start: Item, keys: { sk: string }, forward: boolean): boolean {
  const by = [keys.sk, 'pk', 'sk'].map((name) => compare(item[name], start[name]) ?? 0);
  const order = by.find((one) => one !== 0) ?? 0;
  return forward ? order > 0 : order < 0;
}

function pageOf(items: readonly Item[], limit = Number.POSITIVE_INFINITY): Item[] {
  const page: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    if (page.length >= limit || bytes >= PAGE_BYTES) break;
    page.push(item);
    bytes += JSON.stringify(item).length;
  }
  return page;
}

const pick = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));

/** An item that a write is about, as it stands. */
interface Target {
  readonly table: Table;
  readonly pk: string;
  readonly sk: string;
  readonly name: string;
  readonly before: Item | undefined;
}

function targetOf(parts: Parts, { kind, input }: Action): Target {
  const table = tableOf(parts, input['TableName']);
  const { pk, sk } = keyOf((kind === 'Put' ? input['Item'] : input['Key']) as Item);
  return { table, pk, sk, name: `${table.name}\n${pk}\n${sk}`, before: table.get(pk, sk) };
}

function isAllowed({ input }: Action, { before }: Target): boolean {
  const condition = input['ConditionExpression'];
  return typeof condition !== 'string' || holds(condition, namesOf(input), before);
}

function outcome({ kind, input }: Action, { before, pk, sk }: Target): Item | undefined {
  if (kind === 'Put') return input['Item'] as Item;
  if (kind !== 'Update') return undefined;
  const given = before ?? { pk: { S: pk }, sk: { S: sk } };
  const expression = input['UpdateExpression'];
  const after = typeof expression === 'string' ? changed(expression, namesOf(input), given) : given;
  if (!isEqual(after['pk'], given['pk']) || !isEqual(after['sk'], given['sk']))
    throw invalid('Cannot update attribute pk or sk. This attribute is part of the key');
  return after;
}

function single(parts: Parts, held: ReadonlySet<string>, action: Action): unknown {
  const target = targetOf(parts, action);
  if (held.has(target.name))
    throw new Refused('TransactionConflictException', 'Transaction is ongoing for the item');
  const { input } = action;
  if (!isAllowed(action, target)) throw conditionFailed(input, target);
  const after = outcome(action, target);
  parts.written([target.table.put(target.pk, target.sk, after)]);
  const answer = returned(String(input['ReturnValues'] ?? 'NONE'), target.before, after);
  return answer ? { Attributes: answer } : {};
}

const conditionFailed = (input: Input, { before }: Target) =>
  new Refused('ConditionalCheckFailedException', 'The conditional request failed', {
    ...(input['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD' && before && { Item: before }),
  });

function returned(what: string, before: Item | undefined, after: Item | undefined): Item | undefined {
  if (what === 'ALL_OLD') return before;
  if (what === 'ALL_NEW') return after;
  if (what === 'UPDATED_NEW' && after)
    return Object.fromEntries(
      Object.entries(after).filter(([name, value]) => !isEqual(value, before?.[name])),
    );
  return undefined;
}

const MOST_ACTIONS = 100;

/** All or nothing. While it is under way its items are its own; the same token again is the same transaction. */
async function transact(
  parts: Parts,
  held: Set<string>,
  done: Map<string, unknown>,
  input: Input,
): Promise<unknown> {
  const token = String(input['ClientRequestToken'] ?? '');
  if (done.has(token)) return {};
  const actions = (input['TransactItems'] as Record<string, Input>[]).map((one) => {
    const [[kind, given] = ['', {}]] = Object.entries(one);
    return { kind: kind as Action['kind'], input: given };
  });
  if (actions.length > MOST_ACTIONS) throw invalid('Member must have length less than or equal to 100');
  const names = actions.map((action) => targetOf(parts, action).name);
  if (new Set(names).size < names.length)
    throw invalid('Transaction request cannot include multiple operations on one item');
  if (names.some((name) => held.has(name)))
    throw cancelled(
      names.map((name) =>
        held.has(name)
          ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
          : NONE,
      ),
    );
  for (const name of names) held.add(name);
  try {
    await pause(parts.transactionTakes());
    const targets = actions.map((action) => targetOf(parts, action));
    const reasons = actions.map((action, at) => reasonOf(action, targets[at] as Target));
    if (reasons.some((reason) => reason !== NONE)) throw cancelled(reasons);
    const afters = actions.map((action, at) => outcome(action, targets[at] as Target));
    const writes = actions.flatMap(({ kind }, at) => {
      const { table, pk, sk } = targets[at] as Target;
      return kind === 'ConditionCheck' ? [] : [table.put(pk, sk, afters[at])];
    });
    parts.written(writes);
    if (token) done.set(token, undefined);
    return {};
  } finally {
    for (const name of names) held.delete(name);
  }
}

const NONE = { Code: 'None' } as const;

function reasonOf(
  action: Action,
  target: Target,
): { readonly Code: string; readonly Message?: string; readonly Item?: Item } {
  if (isAllowed(action, target)) return NONE;
  const asked = action.input['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD';
  return {
    Code: 'ConditionalCheckFailed',
    Message: 'The conditional request failed',
    ...(asked && target.before && { Item: target.before }),
  };
}

function cancelled(reasons: readonly { readonly Code: string }[]): Refused {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new Refused('TransactionCanceledException', message, { CancellationReasons: reasons });
}
