import { createEngineClient, EngineRefusal } from './engine-client.ts';

type Structure = Readonly<Record<string, unknown>>;

/** A table as the template declares it, with its name resolved. */
export interface TableDeclaration {
  readonly name: string;
  /** The properties of AWS::DynamoDB::Table or GlobalTable. */
  readonly properties: Structure;
}

const DYNAMODB = 'DynamoDB_20120810.';

/** Creates the tables that are not there yet, on demand, with their indexes, streams and TTL. */
export async function createTables(endpoint: string, tables: readonly TableDeclaration[]): Promise<void> {
  const client = createEngineClient(endpoint);
  for (const { name, properties } of tables) {
    try {
      await client.call(`${DYNAMODB}CreateTable`, creation(name, properties));
    } catch (error) {
      if (error instanceof EngineRefusal && error.code === 'ResourceInUseException') continue;
      throw error;
    }
    const ttl = properties['TimeToLiveSpecification'];
    if (ttl) {
      await client.call(`${DYNAMODB}UpdateTimeToLive`, { TableName: name, TimeToLiveSpecification: ttl });
    }
  }
  client.close();
}

/**
 * The tables a synthesised template declares, named after their logical ids where it gives no name.
 * For tests that want the real tables without the rest of the stack.
 */
export function tablesOf(template: { readonly Resources?: Structure }): TableDeclaration[] {
  return Object.entries(template.Resources ?? {}).flatMap(([logicalId, resource]) => {
    const { Type, Properties = {} } = resource as { Type: string; Properties?: Structure };
    if (Type !== 'AWS::DynamoDB::Table' && Type !== 'AWS::DynamoDB::GlobalTable') return [];
    const name = Properties['TableName'];
    return [{ name: typeof name === 'string' ? name : logicalId, properties: Properties }];
  });
}

function creation(name: string, properties: Structure): object {
  const stream = properties['StreamSpecification'] as { StreamViewType?: string } | undefined;
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: properties['AttributeDefinitions'],
    KeySchema: properties['KeySchema'],
    ...indexes('GlobalSecondaryIndexes', properties),
    ...indexes('LocalSecondaryIndexes', properties),
    ...(stream?.StreamViewType
      ? { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType } }
      : {}),
  };
}

function indexes(kind: string, properties: Structure): object {
  const declared = properties[kind];
  if (!Array.isArray(declared) || declared.length === 0) return {};
  return {
    [kind]: declared.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection })),
  };
}
