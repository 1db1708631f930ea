import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { documents, recordsTable } from '../../kernel/table.ts';
import type { Sketch } from '../drawing/sketch.ts';

const keyOf = (visitId: string, side: number) => ({ pk: `VISIT#${visitId}`, sk: `SKETCH#${side}` });

/** The streets around a visit's address, where they were drawn; eventually consistent, half a read unit. */
export async function findSketch(visitId: string, side: number): Promise<Sketch | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: keyOf(visitId, side) }),
  );
  return Item && JSON.parse(brotliDecompressSync(Item['drawing'] as Uint8Array).toString());
}

/** Keeps a drawing as long as the visit's link; packed it is about 2 KB. @param expiresAt epoch seconds */
export async function putSketch(visitId: string, sketch: Sketch, expiresAt: number): Promise<void> {
  const Item = {
    ...keyOf(visitId, sketch.side),
    type: 'sketch',
    schema: 1,
    expiresAt,
    drawing: brotliCompressSync(JSON.stringify(sketch)),
  };
  await documents.send(new PutCommand({ TableName: recordsTable(), Item }));
}
