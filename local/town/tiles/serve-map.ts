import type { IncomingMessage, ServerResponse } from 'node:http';
import { PMTiles } from 'pmtiles';
import { townStyle } from './town-style.ts';

/** Where the local cloud plays the maps of Amazon Location. */
export const MAPS_PATH = '/_local/maps';

interface Maps {
  readonly tiles: () => Buffer;
  /** Whether this key gets tiles for a page that calls itself so. */
  readonly mayAsk: (key: string, referer: string) => boolean;
}

const JSON_TYPE = 'application/json';

/** Answers for a style, and for the vector tiles of the town that it names, to whoever shows a key. */
export function serveMap({ tiles, mayAsk }: Maps) {
  let town: PMTiles | undefined;
  const open = () => {
    town ??= new PMTiles({
      getKey: () => 'town',
      getBytes: async (offset, length) => ({ data: copy(tiles().subarray(offset, offset + length)) }),
    });
    return town;
  };
  const answer = async (url: URL, referer: string) => {
    const key = url.searchParams.get('key') ?? '';
    if (!mayAsk(key, referer)) return { status: 403, type: JSON_TYPE, body: '{"message":"Forbidden"}' };
    const path = url.pathname.slice(MAPS_PATH.length);
    if (path === '/v2/styles/Standard/descriptor') {
      const dark = url.searchParams.get('color-scheme') === 'Dark';
      const tileUrl = `${url.origin}${MAPS_PATH}/v2/tiles/vector/{z}/{x}/{y}`;
      return { status: 200, type: JSON_TYPE, body: JSON.stringify(townStyle(tileUrl, dark)) };
    }
    const [, z, x, y] = /^\/v2\/tiles\/vector\/(\d+)\/(\d+)\/(\d+)$/.exec(path) ?? [];
    if (!z) return { status: 404, type: JSON_TYPE, body: '{"message":"Not Found"}' };
    const tile = await open().getZxy(Number(z), Number(x), Number(y));
    return {
      status: 200,
      type: 'application/vnd.mapbox-vector-tile',
      body: tile ? Buffer.from(tile.data) : '',
    };
  };
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { host = '', referer = '' } = incoming.headers;
    const { status, type, body } = await answer(new URL(incoming.url ?? '/', `http://${host}`), referer);
    outgoing.writeHead(status, {
      'content-type': type,
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
    });
    outgoing.end(body);
  };
}

const copy = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;
