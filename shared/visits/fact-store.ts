import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { documents, recordsTable, type Write } from '../kernel/table.ts';
import type { Fact } from './visit.ts';

const VERSION_DIGITS = 8;

/** What names a fact. */
export type WhichFact = Pick<Fact, 'visitId' | 'version' | 'kind'>;

const factKey = ({ visitId, version, kind }: WhichFact) => ({
  pk: `VISIT#${visitId}`,
  sk: `FACT#${String(version).padStart(VERSION_DIGITS, '0')}#${kind}`,
});

/** A timeline entry; being inserted is what puts it on the event bus. */
export const factWrite = (fact: Fact): Write => ({
  Put: { TableName: recordsTable(), Item: { ...factKey(fact), type: 'fact', schema: 1, ...fact } },
});

/** A timeline entry, with what its event does not carry. */
export async function findFact(which: WhichFact): Promise<Fact | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: factKey(which), ConsistentRead: true }),
  );
  return Item as Fact | undefined;
}

/** The whole timeline of a visit, oldest first. */
export async function listFacts(visitId: string): Promise<Fact[]> {
  const facts: Fact[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(
      new QueryCommand({
        TableName: recordsTable(),
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :facts)',
        ExpressionAttributeValues: { ':pk': `VISIT#${visitId}`, ':facts': 'FACT#' },
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    facts.push(...((page.Items ?? []) as Fact[]));
    from = page.LastEvaluatedKey;
  } while (from);
  return facts;
}
