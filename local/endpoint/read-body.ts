import type { IncomingMessage } from 'node:http';

/** A body larger than the caller takes. */
export class BodyTooLarge extends Error {}

/** Reads a request's body. @throws BodyTooLarge beyond the limit in bytes */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) throw new BodyTooLarge();
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
