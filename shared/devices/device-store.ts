import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { readAll } from '../kernel/batch-store.ts';
import { sha256 } from '../kernel/ids.ts';
import { conditionFailed, documents, recordsTable } from '../kernel/table.ts';
import { type Instant, instant } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import type { AppReach, Device, Owner, WebReach } from './device.ts';

/** What is told of a device when it registers; what is left out stays as it was. */
export interface Registration {
  readonly accountId: string;
  readonly owner: Owner;
  /** What its push service calls it: the device is known by a hash of it. */
  readonly pushToken: string;
  readonly reach: WebReach | AppReach;
  readonly deviceModel?: string | undefined;
  readonly appVersion?: string | undefined;
  readonly optIn?: boolean | undefined;
}

/** More of one person's are not listed; nobody has as many. */
const MOST = 50;

const deviceKey = (deviceId: string) => ({ pk: `DEVICE#${deviceId}`, sk: 'DEVICE' });

const ownersList = (owner: Owner): string =>
  'customerId' in owner ? `DEVICES#${owner.customerId}` : `DEVICES-OF-MEMBER#${owner.memberId}`;
const accountsList = (accountId: string): string => `DEVICES#${accountId}`;

/** What the sort keys of an account's list look like: when it was last seen, and which it is. */
export const DEVICE_SORT_KEY = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[0-9a-f]{40}$/;
const DEVICE_ID = /^[0-9a-f]{40}$/;

/** The same token in an account is the same device; another company's customer may hold the same phone. */
const deviceIdOf = ({ accountId, pushToken }: Registration): string =>
  sha256(`${accountId}\n${pushToken}`).slice(0, 40);

/**
 * Makes a device known, or known again: it is this person's from now on. For the same person it keeps its opt-in
 * unless told; a new one, and one that comes from somebody else, is opted in.
 */
export async function saveDevice(
  told: Registration,
  now: number,
): Promise<{ device: Device; created: boolean }> {
  const deviceId = deviceIdOf(told);
  const known = await seenAgain(deviceId, told, now);
  if (known) return { device: known, created: false };
  const { accountId, owner, reach, deviceModel, appVersion, optIn = true } = told;
  const device: Device = {
    deviceId,
    accountId,
    ...owner,
    ...reach,
    ...(deviceModel !== undefined && { deviceModel }),
    ...(appVersion !== undefined && { appVersion }),
    optIn,
    registeredAt: instant(now),
    lastSeenAt: instant(now),
  };
  const { Attributes } = await documents.send(
    new PutCommand({
      TableName: recordsTable(),
      Item: {
        ...deviceKey(deviceId),
        type: 'device',
        schema: 1,
        gsi1pk: accountsList(accountId),
        gsi1sk: `${device.lastSeenAt}#${deviceId}`,
        gsi2pk: ownersList(owner),
        gsi2sk: `${device.registeredAt}#${deviceId}`,
        ...device,
      },
      ReturnValues: 'ALL_OLD',
    }),
  );
  return { device, created: Attributes === undefined };
}

async function seenAgain(deviceId: string, told: Registration, now: number): Promise<Device | undefined> {
  const { accountId, owner, reach, deviceModel, appVersion, optIn } = told;
  const lastSeenAt = instant(now);
  const seen = {
    ...reach,
    lastSeenAt,
    gsi1pk: accountsList(accountId),
    gsi1sk: `${lastSeenAt}#${deviceId}`,
    ...(deviceModel !== undefined && { deviceModel }),
    ...(appVersion !== undefined && { appVersion }),
    ...(optIn !== undefined && { optIn }),
  };
  const condition = {
    text: 'gsi2pk = :owner AND #platform = :platform',
    values: { ':owner': ownersList(owner) },
  };
  return update(deviceId, { set: seen, remove: 'disabledAt', condition });
}

interface Update {
  readonly set: Readonly<Record<string, unknown>>;
  readonly remove?: string;
  readonly condition: { readonly text: string; readonly values: Readonly<Record<string, unknown>> };
}

/** Changes a device where the condition holds. @returns it as it is now */
async function update(deviceId: string, { set, remove, condition }: Update): Promise<Device | undefined> {
  const names = Object.keys(set);
  try {
    const { Attributes } = await documents.send(
      new UpdateCommand({
        TableName: recordsTable(),
        Key: deviceKey(deviceId),
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}${remove ? ` REMOVE ${remove}` : ''}`,
        ConditionExpression: condition.text,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: {
          ...Object.fromEntries(names.map((name) => [`:${name}`, set[name]])),
          ...condition.values,
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Attributes && toDevice(Attributes);
  } catch (error) {
    if (conditionFailed(error)) return undefined;
    throw error;
  }
}

/** A device of this account; somebody else's does not exist. */
export async function findDevice(accountId: string, deviceId: string): Promise<Device | undefined> {
  if (!DEVICE_ID.test(deviceId)) return undefined;
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: deviceKey(deviceId), ConsistentRead: true }),
  );
  return Item?.['accountId'] === accountId ? toDevice(Item) : undefined;
}

/** What may be changed of a device without its token. */
export type DeviceChange = {
  readonly [name in 'optIn' | 'deviceModel' | 'appVersion']?: Device[name] | undefined;
};

/** Changes what is told of a device. @returns undefined when it has gone, or has moved to somebody else, meanwhile */
export async function changeDevice(device: Device, change: DeviceChange): Promise<Device | undefined> {
  const set = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(set).length === 0) return device;
  return update(device.deviceId, { set, condition: sameOwner(device) });
}

const sameOwner = ({ customerId, memberId = '' }: Device) => ({
  text: 'gsi2pk = :owner',
  values: { ':owner': ownersList(customerId === undefined ? { memberId } : { customerId }) },
});

/** Forgets a device, unless it has moved to somebody else since it was read. */
export async function deleteDevice(device: Device): Promise<void> {
  const { text, values } = sameOwner(device);
  try {
    await documents.send(
      new DeleteCommand({
        TableName: recordsTable(),
        Key: deviceKey(device.deviceId),
        ConditionExpression: text,
        ExpressionAttributeValues: values,
      }),
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

/** Somebody's devices, the latest first, also those that cannot be reached. */
export async function listDevices(owner: Owner): Promise<Device[]> {
  const list = ownersList(owner);
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      IndexName: 'by-person',
      KeyConditionExpression: 'gsi2pk = :devices',
      ExpressionAttributeValues: { ':devices': list },
      ScanIndexForward: false,
      Limit: MOST,
    }),
  );
  const devices = await readAll(Items.map(keyOf));
  // The index may be behind: a device that has just moved is somebody else's already.
  return devices.filter(({ gsi2pk }) => gsi2pk === list).map(toDevice);
}

/** One page of an account's devices. */
export interface DevicePage {
  readonly devices: readonly Device[];
  /** The sort key after which the list goes on. */
  readonly last?: string;
}

interface Listing {
  readonly accountId: string;
  /** Only those not seen since. */
  readonly unseenSince?: Instant | undefined;
  /** The sort key that the page before ended with. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** An account's devices, those unseen for longest first. */
export async function listAccountsDevices({
  accountId,
  unseenSince,
  after,
  limit,
}: Listing): Promise<DevicePage> {
  const first = after === undefined ? ' ' : `${after}~`;
  // Sorts after the ids of that very instant.
  const end = unseenSince === undefined ? '~' : `${unseenSince}#~`;
  if (first > end) return { devices: [] };
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      IndexName: 'by-account',
      KeyConditionExpression: 'gsi1pk = :devices AND gsi1sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':devices': accountsList(accountId),
        ':first': first,
        ':last': end,
      },
      Limit: limit,
    }),
  );
  const devices = (await readAll(Items.map(keyOf))).map(toDevice);
  const last = LastEvaluatedKey && Items.at(-1)?.['gsi1sk'];
  return {
    // Who was seen a moment ago may be listed a moment late.
    devices: devices.filter(({ lastSeenAt }) => unseenSince === undefined || lastSeenAt <= unseenSince),
    ...(last !== undefined && { last: String(last) }),
  };
}

const keyOf = ({ pk, sk }: Record<string, unknown>) => ({ pk: String(pk), sk: String(sk) });

const toDevice = (item: Record<string, unknown>): Device =>
  without(item, 'pk', 'sk', 'type', 'schema', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk') as unknown as Device;

/** Marks a device as gone, unless it has registered anew since it was read. */
export async function disableDevice({ deviceId, lastSeenAt }: Device, now: number): Promise<void> {
  const condition = { text: 'lastSeenAt = :seen', values: { ':seen': lastSeenAt } };
  await update(deviceId, { set: { disabledAt: instant(now) }, condition });
}
