import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { readList } from '../kernel/list-store.ts';
import { documents, positionsTable, recordsTable, transact, type Write } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { type Driver, drivenKey, shownAs, trackerKey, type Vehicle, vehicleKey } from './vehicle.ts';
import { driverFact } from './vehicle-fact.ts';

/** Longer than any of ours, and short of what a key may hold. */
const MAX_ID_LENGTH = 128;

const toVehicle = (item: Record<string, unknown>): Vehicle =>
  without(item, 'pk', 'sk', 'type', 'schema', 'gsi1pk', 'gsi1sk') as unknown as Vehicle;

/** A vehicle of this account; somebody else's does not exist. */
export async function findVehicle(accountId: string, vehicleId: string): Promise<Vehicle | undefined> {
  if (vehicleId.length > MAX_ID_LENGTH) return undefined;
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: vehicleKey(vehicleId), ConsistentRead: true }),
  );
  return Item?.['accountId'] === accountId ? toVehicle(Item) : undefined;
}

/** All of an account's vehicles. */
export const listVehicles = async (accountId: string): Promise<Vehicle[]> =>
  (await readList(`VEHICLES#${accountId}`)).map(toVehicle);

/** Thrown when somebody else has changed a vehicle since it was read: look again. */
export class Overtaken extends Error {}
const otherwise = () => new Overtaken();

/** The vehicle as it shall be, if it still is as it was read. */
export const vehicleWrite = (vehicle: Vehicle, before?: Vehicle): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: {
      ...vehicleKey(vehicle.vehicleId),
      type: 'vehicle',
      schema: 1,
      gsi1pk: `VEHICLES#${vehicle.accountId}`,
      gsi1sk: vehicle.vehicleId,
      ...vehicle,
    },
    ...unchanged(before),
  },
  otherwise,
});

const unchanged = (before: Vehicle | undefined) =>
  before
    ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': before.version } }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

/** What its driver's visits will show changes with it. */
export const saveVehicle = (vehicle: Vehicle, before: Vehicle): Promise<void> =>
  transact([vehicleWrite(vehicle, before), ...(vehicle.driver ? driven(vehicle, vehicle.driver) : [])]);

const driven = (vehicle: Vehicle, { memberId }: Driver): Write[] => [
  drivesWrite(vehicle),
  driverFact(memberId, vehicle),
];

/** That its driver drives it: one vehicle each. */
export const drivesWrite = ({ driver, ...vehicle }: Vehicle, instead = vehicle.vehicleId): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: {
      ...drivenKey(driver?.memberId ?? ''),
      type: 'drives',
      schema: 1,
      accountId: vehicle.accountId,
      vehicleId: vehicle.vehicleId,
      shownAs: shownAs(vehicle),
    },
    ConditionExpression: 'attribute_not_exists(pk) OR vehicleId = :instead',
    ExpressionAttributeValues: { ':instead': instead },
  },
  otherwise,
});

/** That its driver drives it no more. */
export const dropsWrite = (memberId: string, vehicleId: string): Write => ({
  Delete: {
    TableName: recordsTable(),
    Key: drivenKey(memberId),
    ConditionExpression: 'vehicleId = :vehicle',
    ExpressionAttributeValues: { ':vehicle': vehicleId },
  },
  otherwise,
});

/** Takes a vehicle away with its driver, its tracker's position and the tokens of its trackers. */
export async function removeVehicle(
  vehicle: Vehicle,
  { devices, ended, now }: { devices: readonly string[]; ended: readonly Write[]; now: number },
): Promise<void> {
  const { vehicleId, driver } = vehicle;
  const gone = { ...vehicle, version: vehicle.version + 1, updatedAt: instant(now) };
  await transact([
    {
      Delete: { TableName: recordsTable(), Key: vehicleKey(vehicleId), ...unchanged(vehicle) },
      otherwise,
    },
    ...(driver ? [dropsWrite(driver.memberId, vehicleId), driverFact(driver.memberId, gone)] : []),
    ...ended,
    ...devices.map((device) => ({
      Delete: {
        TableName: recordsTable(),
        Key: { pk: vehicleKey(vehicleId).pk, sk: `DEVICE-TOKEN#${device}` },
      },
    })),
    { Delete: { TableName: positionsTable(), Key: trackerKey(vehicleId) } },
  ]);
}
