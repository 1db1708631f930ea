import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { documents, recordsTable } from '../../kernel/table.ts';
import type { StreetPlan } from './street-plan.ts';

const keyOf = (visitId: string, side: number) => ({ pk: `VISIT#${visitId}`, sk: `STREETS#${side}` });

/** The streets around a visit's address, where they were planned; eventually consistent, half a read unit. */
export async function findStreetPlan(visitId: string, side: number): Promise<StreetPlan | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: keyOf(visitId, side) }),
  );
  return Item && JSON.parse(brotliDecompressSync(Item['plan'] as Uint8Array).toString());
}

/** Keeps a plan as long as the visit's link; packed it is below 4 KB. @param expiresAt epoch seconds */
export async function putStreetPlan(visitId: string, plan: StreetPlan, expiresAt: number): Promise<void> {
  const Item = {
    ...keyOf(visitId, plan.side),
    type: 'street-plan',
    schema: 1,
    expiresAt,
    plan: brotliCompressSync(JSON.stringify(plan)),
  };
  await documents.send(new PutCommand({ TableName: recordsTable(), Item }));
}
