import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { liveKey } from '../drives/drive.ts';
import { documents, positionsTable } from '../kernel/table.ts';
import { DAY, ttl } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import type { LiveItem } from './live.ts';

/** What the public may see of this drive; eventually consistent, half a read unit. */
export async function findLive(visitId: string, trip: number): Promise<LiveItem | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: positionsTable(), Key: liveKey(visitId, trip) }),
  );
  return Item && toLive(Item);
}

/** A live item as the stream carries it. */
export const liveOf = (image: object): LiveItem =>
  toLive(unmarshall(image as Record<string, AttributeValue>));

const toLive = (item: Record<string, unknown>): LiveItem =>
  without(item, 'pk', 'sk', 'type', 'schema', 'expiresAt') as unknown as LiveItem;

/** Replaces what the public may see of this drive; it is gone within a day. */
export async function putLive(live: LiveItem, now: number): Promise<void> {
  const Item = {
    ...liveKey(live.visitId, live.trip),
    type: 'live',
    schema: 1,
    expiresAt: ttl(now + DAY),
    ...live,
  };
  await documents.send(new PutCommand({ TableName: positionsTable(), Item }));
}
