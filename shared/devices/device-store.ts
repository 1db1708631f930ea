import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { readAll } from '../kernel/batch-store.ts';
import { sha256 } from '../kernel/ids.ts';
import { conditionFailed, documents, recordsTable } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import type { Device, PushKeys } from './device.ts';

/** What is told of a device when it registers. */
export interface Registration {
  readonly accountId: string;
  readonly customerId: string;
  readonly pushToken: string;
  readonly keys: PushKeys;
}

/** More of one customer's are not written to at once. */
const MOST = 10;

const deviceKey = (deviceId: string) => ({ pk: `DEVICE#${deviceId}`, sk: 'DEVICE' });

/** The same token in an account is the same device; another company's customer may hold the same phone. */
const deviceIdOf = ({ accountId, pushToken }: Registration): string =>
  sha256(`${accountId}\n${pushToken}`).slice(0, 40);

/**
 * Makes a device known, or known again: it is this customer's from now on. For the same customer it keeps its
 * opt-in; a new one, and one that comes from another customer, is opted in.
 */
export async function registerDevice(told: Registration, now: number): Promise<void> {
  const deviceId = deviceIdOf(told);
  if (await seenAgain(deviceId, told, now)) return;
  const device: Device = {
    deviceId,
    ...told,
    platform: 'web',
    optIn: true,
    registeredAt: instant(now),
    lastSeenAt: instant(now),
  };
  await documents.send(
    new PutCommand({
      TableName: recordsTable(),
      Item: {
        ...deviceKey(deviceId),
        type: 'device',
        schema: 1,
        gsi2pk: `DEVICES#${told.customerId}`,
        gsi2sk: `${device.registeredAt}#${deviceId}`,
        ...device,
      },
    }),
  );
}

async function seenAgain(
  deviceId: string,
  { customerId, keys }: Registration,
  now: number,
): Promise<boolean> {
  try {
    await documents.send(
      new UpdateCommand({
        TableName: recordsTable(),
        Key: deviceKey(deviceId),
        UpdateExpression: 'SET #keys = :keys, lastSeenAt = :now REMOVE disabledAt',
        ConditionExpression: 'customerId = :customer',
        ExpressionAttributeNames: { '#keys': 'keys' },
        ExpressionAttributeValues: { ':keys': keys, ':now': instant(now), ':customer': customerId },
      }),
    );
    return true;
  } catch (error) {
    if (conditionFailed(error)) return false;
    throw error;
  }
}

/** A customer's devices, the latest first, also those that cannot be reached. */
export async function listDevices(customerId: string): Promise<Device[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      IndexName: 'by-person',
      KeyConditionExpression: 'gsi2pk = :devices',
      ExpressionAttributeValues: { ':devices': `DEVICES#${customerId}` },
      ScanIndexForward: false,
      Limit: MOST,
    }),
  );
  const devices = await readAll(Items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })));
  // The index may be behind: a device that has just moved is another customer's already.
  return devices.map(toDevice).filter((device) => device.customerId === customerId);
}

const toDevice = (item: Record<string, unknown>): Device =>
  without(item, 'pk', 'sk', 'type', 'schema', 'gsi2pk', 'gsi2sk') as unknown as Device;

/** Marks a device as gone, unless it has registered anew (with other keys) since it was read. */
export async function disableDevice({ deviceId, lastSeenAt }: Device, now: number): Promise<void> {
  try {
    await documents.send(
      new UpdateCommand({
        TableName: recordsTable(),
        Key: deviceKey(deviceId),
        UpdateExpression: 'SET disabledAt = :now',
        ConditionExpression: 'lastSeenAt = :seen',
        ExpressionAttributeValues: { ':now': instant(now), ':seen': lastSeenAt },
      }),
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}
