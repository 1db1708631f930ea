import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { latestKey } from '../drives/drive.ts';
import { conflict } from '../kernel/problem.ts';
import { documents, positionsTable, recordsTable, transact, type Write } from '../kernel/table.ts';
import { DAY, type Instant, instant, ttl } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { trackerKey } from '../vehicles/vehicle.ts';
import { type Admission, admission, admissionName, REQUEST_MS } from './device-pace.ts';
import { type DeviceToken, ownerId, type TokenOwner } from './device-token.ts';

/** What is kept of a token: never the token. */
export type DeviceTokenRecord = DeviceToken & {
  readonly label?: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** The last time it was looked up, which is once a day of use. */
  readonly lastSeenAt?: Instant;
};

const recordKey = (owner: TokenOwner, device: string) => ({
  pk: `${'vehicleId' in owner ? 'VEHICLE' : 'MEMBER'}#${ownerId(owner)}`,
  sk: `DEVICE-TOKEN#${device}`,
});

/** The item that the owner's fixes move, and beside which the device is admitted. */
const movedKey = (owner: TokenOwner) =>
  'vehicleId' in owner ? trackerKey(owner.vehicleId) : latestKey(owner.memberId);

const toRecord = (item: Record<string, unknown>): DeviceTokenRecord =>
  without(item, 'pk', 'sk', 'type', 'schema') as unknown as DeviceTokenRecord;

export async function putDeviceToken(record: DeviceTokenRecord): Promise<void> {
  const key = recordKey(record, record.device);
  const Item = { ...key, type: 'device-token', schema: 1, ...record };
  await documents.send(new PutCommand({ TableName: recordsTable(), Item }));
}

/** Longer than any of ours, and short of what a key may hold. */
const MAX_ID_LENGTH = 128;

export async function findDeviceToken(
  owner: TokenOwner,
  device: string,
): Promise<DeviceTokenRecord | undefined> {
  if (device.length > MAX_ID_LENGTH) return undefined;
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: recordKey(owner, device), ConsistentRead: true }),
  );
  return Item && toRecord(Item);
}

/** A member's or a vehicle's tokens, never more than a page of them. */
export async function listDeviceTokens(owner: TokenOwner): Promise<DeviceTokenRecord[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      KeyConditionExpression: 'pk = :owner AND begins_with(sk, :tokens)',
      ExpressionAttributeValues: { ':owner': recordKey(owner, '').pk, ':tokens': recordKey(owner, '').sk },
      ConsistentRead: true,
    }),
  );
  return Items.map(toRecord);
}

/** When a device was last heard of, to the second for what was heard within the last day, by device. */
export async function lastHeard(owner: TokenOwner, now: number): Promise<ReadonlyMap<string, Instant>> {
  const { Item = {} } = await documents.send(
    new GetCommand({ TableName: positionsTable(), Key: movedKey(owner) }),
  );
  const prefix = admissionName('');
  const admissions = Object.entries(Item).filter(([name]) => name.startsWith(prefix));
  return new Map(
    admissions.map(([name, { full }]: [string, Admission]) => [
      name.slice(prefix.length),
      instant(Math.min(full - REQUEST_MS, now)),
    ]),
  );
}

class Refused extends Error {}

/**
 * Lets a device report for a day without being looked up again, if its token is one that has not been revoked.
 * @returns false for every other, and for a technician who is barred
 */
export async function admitDevice(token: DeviceToken, now: number): Promise<boolean> {
  const { accountId, device, ...owner } = token;
  if (!(await findDeviceToken(owner, device))) return false;
  const isVehicle = 'vehicleId' in owner;
  const expires = isVehicle ? '' : ', expiresAt = :expires';
  const otherwise = () => new Refused();
  const seen: Write = {
    Update: {
      TableName: recordsTable(),
      Key: recordKey(owner, device),
      UpdateExpression: 'SET lastSeenAt = :now',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':now': instant(now) },
    },
    otherwise,
  };
  const admitted: Write = {
    Update: {
      TableName: positionsTable(),
      Key: movedKey(owner),
      UpdateExpression: `SET #device = :admission, accountId = :account, #type = :type, #schema = :schema${expires}`,
      ConditionExpression: 'attribute_not_exists(barred)',
      ExpressionAttributeNames: { '#device': admissionName(device), '#type': 'type', '#schema': 'schema' },
      ExpressionAttributeValues: {
        ':admission': admission(now),
        ':account': accountId,
        ...(isVehicle ? {} : { ':expires': ttl(now + DAY) }),
        ':type': isVehicle ? 'tracker' : 'latest',
        ':schema': 1,
      },
    },
    otherwise,
  };
  try {
    await transact([seen, admitted]);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** From this moment on the token is as if it had never been: record and admission go together. */
export async function revokeDeviceToken(owner: TokenOwner, device: string): Promise<void> {
  const Key = movedKey(owner);
  const forget = { Delete: { TableName: recordsTable(), Key: recordKey(owner, device) } };
  const on = {
    TableName: positionsTable(),
    Key,
    ExpressionAttributeNames: { '#device': admissionName(device) },
  };
  const inUse: Write = {
    Update: { ...on, UpdateExpression: 'REMOVE #device', ConditionExpression: 'attribute_exists(#device)' },
    otherwise: () => new Refused(),
  };
  const unused: Write = {
    ConditionCheck: { ...on, ConditionExpression: 'attribute_not_exists(#device)' },
    otherwise: () => conflict('busy', 'The device is reporting right now; try again.'),
  };
  try {
    await transact([forget, inUse]);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await transact([forget, unused]);
  }
}
