import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { documents, recordsTable, type Write } from '../kernel/table.ts';
import type { Visit } from './visit.ts';

const key = (accountId: string, externalId: string) => ({
  pk: `EXTERNAL#${accountId}#${externalId}`,
  sk: 'EXTERNAL',
});

/** The visit that another system knows by this id. */
export async function findByExternalId(accountId: string, externalId: string): Promise<string | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: key(accountId, externalId), ConsistentRead: true }),
  );
  return Item?.['visitId'] as string | undefined;
}

/** Thrown when this id has just been given to another visit. */
export class ExternalIdTaken extends Error {}

/** The claim of the visit's external id, if it has one. */
export const externalIdWrites = ({ accountId, externalId, visitId }: Visit): Write[] =>
  externalId === undefined
    ? []
    : [
        {
          Put: {
            TableName: recordsTable(),
            Item: { ...key(accountId, externalId), type: 'external', schema: 1, visitId },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
          otherwise: () => new ExternalIdTaken(),
        },
      ];
