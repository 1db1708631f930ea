import type { AwsCall } from '../emulators/emulator.ts';
import type { Need, Place } from './need.ts';

type Structure = Readonly<Record<string, unknown>>;

/** What each part of a transaction is allowed by. */
const PARTS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/**
 * What a call to DynamoDB must be allowed. There is no permission for a transaction: each of its parts is allowed
 * like the single call it stands for. A query of an index is allowed by the index, not by its table.
 */
export function dynamodbNeeds({ operation, input }: AwsCall, place: Place): Need[] {
  const on = (action: string, table: unknown, index?: unknown): Need => ({
    action: `dynamodb:${action}`,
    resource: tableArn(table, place) + (typeof index === 'string' ? `/index/${index}` : ''),
  });
  const { TransactItems: parts, RequestItems: batch } = input;
  if (Array.isArray(parts)) {
    return parts.flatMap((part: Structure) =>
      Object.entries(part).map(([kind, item]) =>
        on(PARTS[kind] ?? kind, (item as Structure | null)?.['TableName']),
      ),
    );
  }
  if (batch !== null && typeof batch === 'object')
    return Object.keys(batch).map((table) => on(operation, table));
  return [on(operation, input['TableName'], input['IndexName'])];
}

function tableArn(table: unknown, { region, accountId }: Place): string {
  if (typeof table !== 'string') return '*';
  return table.startsWith('arn:') ? table : `arn:aws:dynamodb:${region}:${accountId}:table/${table}`;
}
