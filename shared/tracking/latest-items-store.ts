import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Drive, latestKey, type Stay } from '../drives/drive.ts';
import { readAll } from '../kernel/batch-store.ts';
import { positionsTable } from '../kernel/table.ts';
import type { Fix } from './fix.ts';
import { unpackFixes } from './packed-fixes.ts';
import type { PhoneState } from './phone-state.ts';

/**
 * A technician's newest fixes, what their phone says of itself, the visit they are on the way to, and the one whose site
 * they have not left yet.
 */
export interface Latest extends PhoneState {
  readonly memberId: string;
  readonly fixes: readonly Fix[];
  readonly drive?: Drive;
  readonly stay?: Stay;
  /** Percent, and epoch ms of the fix that told it. */
  readonly battery?: number;
  readonly batteryAt?: number;
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
    ...picked(item, 'permission', 'appVersion', 'battery', 'batteryAt'),
  };
}

/** Those of an item's attributes that are there. */
const picked = (item: Record<string, unknown>, ...names: (keyof Latest)[]): Partial<Latest> =>
  Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
