import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readAll } from '../kernel/batch-store.ts';
import { documents, positionsTable, recordsTable, type Write } from '../kernel/table.ts';
import { DAY, epoch, type Instant, instant, ttl } from '../kernel/time.ts';
import { type Driver, drivenKey, trackerKey, turnKey, type Vehicle } from './vehicle.ts';

/** How long is remembered who drove what. */
const REMEMBERED = 365 * DAY;

/** One turn at the wheel. */
export interface Turn extends Driver {
  readonly until?: Instant;
}

/** That somebody has taken the wheel: in the history, and beside what the tracker says. */
export const turnBegins = ({ vehicleId, accountId }: Vehicle, driver: Driver, by: string): Write[] => [
  {
    Put: {
      TableName: recordsTable(),
      Item: { ...turnKey(vehicleId, driver), type: 'turn', schema: 1, accountId, by, ...driver },
    },
  },
  trackerWrite(vehicleId, accountId, driver),
];

/** That somebody has left it. */
export const turnEnds = (vehicleId: string, driver: Driver, now: number): Write => ({
  Update: {
    TableName: recordsTable(),
    Key: turnKey(vehicleId, driver),
    UpdateExpression: 'SET #until = :now, expiresAt = :expires',
    ExpressionAttributeNames: { '#until': 'until' },
    ExpressionAttributeValues: { ':now': instant(now), ':expires': ttl(now + REMEMBERED) },
  },
});

/** Whose positions the tracker's are, from `since` on; nobody's without a driver. */
export const trackerWrite = (vehicleId: string, accountId: string, driver: Driver | undefined): Write => ({
  Update: {
    TableName: positionsTable(),
    Key: trackerKey(vehicleId),
    UpdateExpression: `SET accountId = :account, #type = :type, #schema = :schema${driver ? ', driver = :driver' : ' REMOVE driver'}`,
    ExpressionAttributeNames: { '#type': 'type', '#schema': 'schema' },
    ExpressionAttributeValues: {
      ':account': accountId,
      ':type': 'tracker',
      ':schema': 1,
      ...(driver && { ':driver': { memberId: driver.memberId, since: epoch(driver.since) } }),
    },
  },
});

/** What these members drive, as customers are told; the others are left out. */
export async function drivenBy(memberIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const items = await readAll(memberIds.map(drivenKey));
  const memberId = (pk: unknown) => String(pk).slice(drivenKey('').pk.length);
  return new Map(items.map((item) => [memberId(item['pk']), String(item['shownAs'])]));
}

/** The vehicle a member drives. */
export async function vehicleDrivenBy(memberId: string): Promise<string | undefined> {
  const [item] = await readAll([drivenKey(memberId)]);
  return item?.['vehicleId'] as string | undefined;
}

const TURNS = turnKey('', { memberId: '', since: '' }).sk.slice(0, -1);

/** Who drove a vehicle, the latest first; `at`: only turns that had begun by then. */
export async function listTurns(vehicleId: string, limit: number, at?: Instant): Promise<Turn[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      KeyConditionExpression: 'pk = :vehicle AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':vehicle': trackerKey(vehicleId).pk,
        ':first': TURNS,
        ':last': `${TURNS}${at ?? ''}~`,
      },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: limit,
    }),
  );
  return Items.map(({ memberId, since, until }) => ({ memberId, since, ...(until && { until }) }));
}

/** Who drove a vehicle at that moment. */
export async function driverAt(vehicleId: string, at: Instant): Promise<string | undefined> {
  const [turn] = await listTurns(vehicleId, 1, at);
  return turn && (turn.until === undefined || at < turn.until) ? turn.memberId : undefined;
}
