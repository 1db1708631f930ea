import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../kernel/ids.ts';
import { documents, recordsTable } from '../kernel/table.ts';
import type { AppReach } from './device.ts';

/** A device, as far as it is reached through an endpoint of SNS's. */
type Shared = AppReach & { readonly deviceId: string };

const shareKey = ({ endpointArn, deviceId }: Shared) => ({
  pk: `PUSH-ENDPOINT#${sha256(endpointArn)}`,
  sk: `DEVICE#${deviceId}`,
});

/**
 * Notes that a device is reached through an endpoint. SNS has one for each installation of an app, whichever
 * companies its owner is a customer of: each of them has a device of its own with it.
 */
export async function shareEndpoint(device: Shared): Promise<void> {
  const Item = { ...shareKey(device), type: 'push endpoint', schema: 1 };
  await documents.send(new PutCommand({ TableName: recordsTable(), Item }));
}

/** Gives a device's part of its endpoint up. @returns true when nobody else is reached through it */
export async function leaveEndpoint(device: Shared): Promise<boolean> {
  const Key = shareKey(device);
  await documents.send(new DeleteCommand({ TableName: recordsTable(), Key }));
  const { Count = 0 } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      KeyConditionExpression: 'pk = :endpoint',
      ExpressionAttributeValues: { ':endpoint': Key.pk },
      ConsistentRead: true,
      Limit: 1,
    }),
  );
  return Count === 0;
}
