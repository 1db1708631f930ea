import type { IncomingMessage, ServerResponse } from 'node:http';

/** Where the town's tiles are, on the local stack. */
export const TILES_PATH = '/_local/town.pmtiles';

/** Answers range requests for a file in memory, as a bucket would. */
export function serveTiles(file: () => Buffer) {
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const content = file();
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(incoming.headers.range ?? '') ?? [];
    const start = Number(from ?? 0);
    const end = Math.min(content.length - 1, to ? Number(to) : content.length - 1);
    const part = content.subarray(start, end + 1);
    outgoing.writeHead(from === undefined ? 200 : 206, {
      'content-type': 'application/vnd.pmtiles',
      'content-length': part.length,
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      ...(from !== undefined && { 'content-range': `bytes ${start}-${end}/${content.length}` }),
    });
    outgoing.end(part);
  };
}
