import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readAll } from '../kernel/batch-store.ts';
import { documents, recordsTable } from '../kernel/table.ts';
import { DAY, epoch, type Instant, ttl } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { vehicleKey } from './vehicle.ts';
import type { VehicleEvent } from './vehicle-event.ts';

/** How long events are listed. */
const KEPT = 365 * DAY;

/** The same event again is the same item. */
export async function putEvent(event: VehicleEvent): Promise<void> {
  const { vehicleId, kind, at, memberId } = event;
  const Item = {
    pk: vehicleKey(vehicleId).pk,
    sk: `EVENT#${at}#${kind}`,
    type: 'vehicle-event',
    schema: 1,
    ...(memberId !== undefined && { gsi2pk: `DRIVING#${memberId}`, gsi2sk: `${at}#${vehicleId}#${kind}` }),
    expiresAt: ttl(epoch(at) + KEPT),
    ...event,
  };
  await documents.send(new PutCommand({ TableName: recordsTable(), Item }));
}

const PAGE_SIZE = 100;

export interface EventPage {
  readonly events: readonly VehicleEvent[];
  /** The sort key before which the list goes on. */
  readonly last?: string;
}

/** Which events: from `from` up to `to` (exclusive), the latest first; `before`: the list goes on before this sort key. */
export interface EventRange {
  readonly from: Instant;
  readonly to: Instant;
  readonly before?: string | undefined;
}

/** What their sort keys look like, in the table and in the index. */
export const EVENT_SORT_KEY = /^EVENT#\d{4}-[\dT:.Z-]+#\w+$/;
export const DRIVING_SORT_KEY = /^\d{4}-[\dT:.Z-]+#[\w-]+#\w+$/;

export async function listVehicleEvents(vehicleId: string, range: EventRange): Promise<EventPage> {
  const span = between(range, 'EVENT#');
  if (isEmpty(span)) return { events: [] };
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      KeyConditionExpression: 'pk = :vehicle AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':vehicle': vehicleKey(vehicleId).pk, ...span },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: PAGE_SIZE,
    }),
  );
  return page(
    Items.filter(({ sk }) => sk !== range.before),
    LastEvaluatedKey?.['sk'],
  );
}

/** What happened while this member drove, whatever they drove. */
export async function listDriverEvents(memberId: string, range: EventRange): Promise<EventPage> {
  const span = between(range, '');
  if (isEmpty(span)) return { events: [] };
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      IndexName: 'by-person',
      KeyConditionExpression: 'gsi2pk = :driver AND gsi2sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':driver': `DRIVING#${memberId}`, ...span },
      ScanIndexForward: false,
      Limit: PAGE_SIZE,
    }),
  );
  const listed = Items.filter(({ gsi2sk }) => gsi2sk !== range.before);
  const keys = listed.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
  return page(await readAll(keys), LastEvaluatedKey?.['gsi2sk']);
}

/** Sort keys begin with the instant and go on: those of `to` itself are beyond it. */
const between = ({ from, to, before }: EventRange, prefix: string) => ({
  ':from': `${prefix}${from}`,
  ':to': before !== undefined && before < `${prefix}${to}` ? before : `${prefix}${to}`,
});

/** A range that ends before it begins; DynamoDB takes none. */
const isEmpty = (keys: ReturnType<typeof between>) => keys[':from'] > keys[':to'];

const page = (items: readonly Record<string, unknown>[], last: unknown): EventPage => ({
  events: items.map(
    (item) =>
      without(item, 'pk', 'sk', 'type', 'schema', 'gsi2pk', 'gsi2sk', 'expiresAt') as unknown as VehicleEvent,
  ),
  ...(last !== undefined && { last: String(last) }),
});
