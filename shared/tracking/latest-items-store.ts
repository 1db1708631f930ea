import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Drive, latestKey, type Stay } from '../drives/drive.ts';
import { readAll } from '../kernel/batch-store.ts';
import { positionsTable } from '../kernel/table.ts';
import type { Fix } from './fix.ts';
import { unpackFixes } from './packed-fixes.ts';

/** A technician's newest fixes, the visit they are on the way to, and the one whose site they have not left yet. */
export interface Latest {
  readonly memberId: string;
  readonly fixes: readonly Fix[];
  readonly drive?: Drive;
  readonly stay?: Stay;
}

/** The latest item as the stream carries it. */
export const latestOf = (image: object): Latest =>
  toLatest(unmarshall(image as Record<string, AttributeValue>));

/** The latest items of these technicians, those who have one. */
export async function findLatest(memberIds: readonly string[]): Promise<Latest[]> {
  const items = await readAll(memberIds.map(latestKey), { table: positionsTable(), consistent: false });
  return items.map(toLatest);
}

function toLatest(item: Record<string, unknown>): Latest {
  const drive = item['drive'] as Drive | undefined;
  const stay = item['stay'] as Stay | undefined;
  return {
    memberId: String(item['pk']).slice(latestKey('').pk.length),
    fixes: unpackFixes((item['fixes'] as string | undefined) ?? ''),
    ...(drive && { drive }),
    ...(stay && { stay }),
  };
}
