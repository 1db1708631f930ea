import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Store } from '../emulators/emulator.ts';

/** An object of a bucket, as it is kept. */
export const OBJECT_ROW = z.object({
  /** Base64. */
  body: z.string(),
  headers: z.record(z.string(), z.string()),
});
type Row = Readonly<z.output<typeof OBJECT_ROW>>;

const OBJECTS = 'objects';

/** What lies in buckets besides what a deployment copied there. */
export function createObjects(store: Store) {
  return {
    put(bucket: string, key: string, body: Buffer, headers: Readonly<Record<string, string>>): string {
      const etag = `"${createHash('md5').update(body).digest('hex')}"`;
      const row: Row = { body: body.toString('base64'), headers: { ...headers, etag } };
      store.put(OBJECTS, `${bucket}/${key}`, row);
      return etag;
    },
    get(
      bucket: string,
      key: string,
    ): { readonly bytes: Buffer; readonly headers: Row['headers'] } | undefined {
      const row = store.get<Row>(OBJECTS, `${bucket}/${key}`);
      return row && { bytes: Buffer.from(row.body, 'base64'), headers: row.headers };
    },
  };
}

export type Objects = ReturnType<typeof createObjects>;
