import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamodb } from '../../../simulator/dynamodb/dynamodb.ts';
import { Table } from '../../../simulator/dynamodb/table.ts';
import { createAgenda } from '../../../simulator/machine/agenda.ts';
import { chanceOf } from '../../../simulator/machine/randomness.ts';
import { rule } from '../../../simulator/machine/take-over.ts';
import { startTables } from '../../support/real-tables.ts';
import { type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';

let engine: Awaited<ReturnType<typeof startTables>>;
let served: ServedEmulators;
let both: readonly [real: DynamoDBClient, ours: DynamoDBClient];

const agenda = createAgenda(0);
const INDEXES = {
  'by-account': { pk: 'gsi1pk', sk: 'gsi1sk' },
  'by-person': { pk: 'gsi2pk', sk: 'gsi2sk' },
};

beforeAll(async () => {
  engine = await startTables();
  const table = process.env['RECORDS_TABLE'] ?? '';
  const chance = chanceOf(1, 'test');
  rule({ agenda, chance });
  const records = new Table(table, INDEXES, { agenda, chance, lag: () => 0, written: () => undefined });
  const ours = createDynamodb({
    tables: new Map([[table, records]]),
    transactionTakes: () => 1,
    written: () => undefined,
  });
  served = await serveEmulators(ours);
  both = [new DynamoDBClient({ maxAttempts: 1 }), new DynamoDBClient({ ...served.client })];
});
afterAll(async () => {
  await served?.stop();
  await engine?.stop();
});

type Input = Record<string, unknown>;
const TableName = () => process.env['RECORDS_TABLE'] ?? '';
const S = (text: string) => ({ S: text });
const N = (number: number) => ({ N: String(number) });
const key = (sk: string, pk = 'VISIT#1') => ({ pk: S(pk), sk: S(sk) });

const COMMANDS = {
  GetItem: GetItemCommand,
  BatchGetItem: BatchGetItemCommand,
  Query: QueryCommand,
  PutItem: PutItemCommand,
  UpdateItem: UpdateItemCommand,
  DeleteItem: DeleteItemCommand,
  TransactWriteItems: TransactWriteItemsCommand,
} as const;
type Operation = keyof typeof COMMANDS;

/** What a client got: the answer, or the refusal with its particulars. */
async function ask(client: DynamoDBClient, operation: Operation, input: Input): Promise<unknown> {
  const Command = COMMANDS[operation] as unknown as new (input: unknown) => never;
  try {
    const { $metadata: _, ...answer } = (await client.send(new Command(input))) as unknown as Input;
    return answer;
  } catch (error) {
    const { name, CancellationReasons, Item } = error as Error & Input;
    const reasons = (CancellationReasons as Input[] | undefined)?.map(({ Code, Item: was }) => [Code, was]);
    return { name, reasons, Item };
  }
}

/** Lets the model's time pass, in which its transactions and indexes come to their ends. */
async function settle<T>(asked: Promise<T>): Promise<T> {
  let over = false;
  void asked.finally(() => {
    over = true;
  });
  while (!over) {
    await new Promise((resolve) => setImmediate(resolve));
    await agenda.run(
      agenda.now() + 10,
      async () => undefined,
      () => false,
    );
  }
  return asked;
}

const item = (sk: string, more: Input = {}, pk?: string) => ({
  TableName: TableName(),
  Item: { ...key(sk, pk), ...more },
});
const update = (sk: string, more: Input) => ({ TableName: TableName(), Key: key(sk), ...more });
const visits = (more: Input) => ({
  TableName: TableName(),
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': S('VISIT#1') },
  ...more,
});

/** A story that both are told, line by line: every shape of call the product makes, and what it has refused. */
const STORY: readonly (readonly [what: string, operation: Operation, input: () => Input])[] = [
  [
    'nothing is there yet',
    'GetItem',
    () => ({ TableName: TableName(), Key: key('VISIT'), ConsistentRead: true }),
  ],
  [
    'a new item',
    'PutItem',
    () => ({
      ...item('VISIT', { version: N(1), gsi1pk: S('A'), gsi1sk: S('1') }),
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  ],
  [
    'the same again',
    'PutItem',
    () => ({ ...item('VISIT'), ConditionExpression: 'attribute_not_exists(pk)' }),
  ],
  [
    'the same again, shown',
    'PutItem',
    () => ({
      ...item('VISIT'),
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  ],
  [
    'the next version',
    'PutItem',
    () => ({
      ...item('VISIT', { version: N(2), place: { M: { a: N(1) } } }),
      ConditionExpression: 'version = :was',
      ExpressionAttributeValues: { ':was': N(1) },
      ReturnValues: 'ALL_OLD',
    }),
  ],
  [
    'a lost version',
    'PutItem',
    () => ({
      ...item('VISIT', { version: N(2) }),
      ConditionExpression: 'version = :was',
      ExpressionAttributeValues: { ':was': N(1) },
    }),
  ],
  [
    'a nested value',
    'UpdateItem',
    () =>
      update('VISIT', {
        UpdateExpression: 'SET #place.b = :b, c = :c REMOVE version',
        ExpressionAttributeNames: { '#place': 'place' },
        ExpressionAttributeValues: { ':b': S('two'), ':c': { L: [N(1)] } },
        ReturnValues: 'ALL_NEW',
      }),
  ],
  [
    'a path that is not there',
    'UpdateItem',
    () => update('VISIT', { UpdateExpression: 'SET none.b = :b', ExpressionAttributeValues: { ':b': N(1) } }),
  ],
  [
    'a condition on a path',
    'UpdateItem',
    () =>
      update('VISIT', {
        UpdateExpression: 'SET d = :d',
        ConditionExpression: 'place.a = :a AND (attribute_not_exists(e) OR e < :d)',
        ExpressionAttributeValues: { ':d': N(4), ':a': N(1) },
        ReturnValues: 'UPDATED_NEW',
      }),
  ],
  [
    'a condition that fails',
    'UpdateItem',
    () =>
      update('VISIT', {
        UpdateExpression: 'SET d = :d',
        ConditionExpression: 'NOT place.a = :a',
        ExpressionAttributeValues: { ':d': N(5), ':a': N(1) },
      }),
  ],
  [
    'one of several',
    'UpdateItem',
    () =>
      update('VISIT', {
        UpdateExpression: 'SET #s = :s',
        ConditionExpression: 'place.b IN (:x, :y)',
        ExpressionAttributeNames: { '#s': 'state' },
        ExpressionAttributeValues: { ':s': S('queued'), ':x': S('one'), ':y': S('two') },
      }),
  ],
  [
    'a comparison of what is not there',
    'UpdateItem',
    () =>
      update('VISIT', {
        UpdateExpression: 'SET f = :f',
        ConditionExpression: 'nothing <= :f',
        ExpressionAttributeValues: { ':f': N(1) },
      }),
  ],
  [
    'a comparison of other kinds',
    'UpdateItem',
    () =>
      update('VISIT', {
        UpdateExpression: 'SET f = :f',
        ConditionExpression: 'place.b <= :f',
        ExpressionAttributeValues: { ':f': N(1) },
      }),
  ],
  [
    'what is not there is not equal',
    'UpdateItem',
    () =>
      update('VISIT', {
        UpdateExpression: 'SET f = :f',
        ConditionExpression: 'nothing <> :f',
        ExpressionAttributeValues: { ':f': N(1) },
      }),
  ],
  [
    'counting',
    'UpdateItem',
    () =>
      update('LOOKS', {
        UpdateExpression: 'ADD looks :one, viewers :who',
        ExpressionAttributeValues: { ':one': N(1), ':who': { SS: ['a'] } },
        ReturnValues: 'ALL_NEW',
      }),
  ],
  [
    'counting on',
    'UpdateItem',
    () =>
      update('LOOKS', {
        UpdateExpression: 'ADD looks :one, viewers :who SET seen = if_not_exists(seen, :one)',
        ConditionExpression:
          'attribute_not_exists(viewers) OR (NOT contains(viewers, :b) AND size(viewers) < :most)',
        ExpressionAttributeValues: { ':one': N(1), ':who': { SS: ['b'] }, ':b': S('b'), ':most': N(3) },
      }),
  ],
  [
    'counted already',
    'UpdateItem',
    () =>
      update('LOOKS', {
        UpdateExpression: 'ADD looks :one',
        ConditionExpression: 'NOT contains(viewers, :b)',
        ExpressionAttributeValues: { ':one': N(1), ':b': S('b') },
      }),
  ],
  [
    'a sum',
    'UpdateItem',
    () =>
      update('LOOKS', {
        UpdateExpression: 'SET looks = looks + :more',
        ExpressionAttributeValues: { ':more': N(5) },
        ReturnValues: 'UPDATED_NEW',
      }),
  ],
  [
    'all or nothing',
    'TransactWriteItems',
    () => ({
      TransactItems: [
        { Put: item('FACT#1', { gsi1pk: S('A'), gsi1sk: S('2') }) },
        { Put: item('FACT#2', { gsi1pk: S('A'), gsi1sk: S('3') }) },
        {
          ConditionCheck: {
            TableName: TableName(),
            Key: key('VISIT'),
            ConditionExpression: 'attribute_exists(place)',
          },
        },
      ],
    }),
  ],
  [
    'nothing',
    'TransactWriteItems',
    () => ({
      TransactItems: [
        { Put: item('FACT#3') },
        {
          Update: {
            ...update('VISIT', {
              UpdateExpression: 'SET g = :g',
              ConditionExpression: 'd = :g',
              ExpressionAttributeValues: { ':g': N(1) },
            }),
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
      ],
    }),
  ],
  [
    'nothing was written',
    'GetItem',
    () => ({ TableName: TableName(), Key: key('FACT#3'), ConsistentRead: true }),
  ],
  [
    'one item twice',
    'TransactWriteItems',
    () => ({
      TransactItems: [{ Put: item('FACT#1') }, { Delete: { TableName: TableName(), Key: key('FACT#1') } }],
    }),
  ],
  [
    'a token',
    'TransactWriteItems',
    () => ({
      ClientRequestToken: 'once',
      TransactItems: [
        {
          Update: update('COUNT', {
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': N(1) },
          }),
        },
      ],
    }),
  ],
  [
    'the same token',
    'TransactWriteItems',
    () => ({
      ClientRequestToken: 'once',
      TransactItems: [
        {
          Update: update('COUNT', {
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': N(1) },
          }),
        },
      ],
    }),
  ],
  [
    'was the same transaction',
    'GetItem',
    () => ({ TableName: TableName(), Key: key('COUNT'), ConsistentRead: true }),
  ],
  [
    'some of a partition',
    'Query',
    () =>
      visits({
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': S('VISIT#1'), ':sk': S('FACT#') },
        ConsistentRead: true,
      }),
  ],
  [
    'between two',
    'Query',
    () =>
      visits({
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': S('VISIT#1'), ':from': S('FACT#1'), ':to': S('FACT#2') },
        ProjectionExpression: 'sk',
      }),
  ],
  ['backwards, a page', 'Query', () => visits({ ScanIndexForward: false, Limit: 2 })],
  [
    'and what follows',
    'Query',
    () => visits({ ScanIndexForward: false, Limit: 2, ExclusiveStartKey: key('LOOKS') }),
  ],
  ['the end of a list', 'Query', () => visits({ ExclusiveStartKey: key('LOOKS') })],
  [
    'an index',
    'Query',
    () =>
      visits({
        IndexName: 'by-account',
        KeyConditionExpression: 'gsi1pk = :list AND gsi1sk > :after',
        ExpressionAttributeValues: { ':list': S('A'), ':after': S('1') },
      }),
  ],
  [
    'an index, a page',
    'Query',
    () =>
      visits({
        IndexName: 'by-account',
        KeyConditionExpression: 'gsi1pk = :list',
        ExpressionAttributeValues: { ':list': S('A') },
        Limit: 1,
      }),
  ],
  [
    'an index, consistently',
    'Query',
    () =>
      visits({
        IndexName: 'by-account',
        KeyConditionExpression: 'gsi1pk = :list',
        ExpressionAttributeValues: { ':list': S('A') },
        ConsistentRead: true,
      }),
  ],
  [
    'several by their keys',
    'BatchGetItem',
    () => ({ RequestItems: { [TableName()]: { Keys: [key('FACT#2'), key('NONE')], ConsistentRead: true } } }),
  ],
  [
    'one key twice',
    'BatchGetItem',
    () => ({ RequestItems: { [TableName()]: { Keys: [key('FACT#2'), key('FACT#2')] } } }),
  ],
  ['deleting', 'DeleteItem', () => ({ TableName: TableName(), Key: key('FACT#2'), ReturnValues: 'ALL_OLD' })],
  [
    'deleting what is gone',
    'DeleteItem',
    () => ({ TableName: TableName(), Key: key('FACT#2'), ConditionExpression: 'attribute_exists(pk)' }),
  ],
  ['an empty key', 'PutItem', () => item('')],
  ['a table that is not there', 'GetItem', () => ({ TableName: 'none-such', Key: key('VISIT') })],
  [
    'an expression that is none',
    'UpdateItem',
    () => update('VISIT', { UpdateExpression: 'SET a b', ExpressionAttributeValues: { ':d': N(1) } }),
  ],
  ['a value that is not given', 'UpdateItem', () => update('VISIT', { UpdateExpression: 'SET a = :none' })],
];

describe('the DynamoDB of simulated worlds', () => {
  it('answers as a real engine does', async () => {
    for (const [what, operation, input] of STORY) {
      const [real, ours] = await Promise.all([
        ask(both[0], operation, input()),
        settle(ask(both[1], operation, input())),
      ]);
      expect(ours, what).toEqual(real);
    }
  });
});
