import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { notFound } from '../../shared/kernel/problem.ts';
import { mapOrigin } from '../../shared/public/map/map-style.ts';
import { accepts } from '../runtime/accepts.ts';
import { open } from '../runtime/open.ts';

/** Made and compressed when the functions are built; they lie in the folder `map` beside this door. */
const PARTS: Readonly<Record<string, readonly [name: string, type: string]>> = {
  'GET /map.js': ['map.js', 'text/javascript; charset=utf-8'],
  'GET /map-worker.js': ['map-worker.js', 'text/javascript; charset=utf-8'],
  'GET /map.css': ['map.css', 'text/css; charset=utf-8'],
};

interface Kept {
  readonly bytes: Buffer;
  readonly etag: string;
}

const kept = new Map<string, Promise<Kept>>();

/**
 * GET /map.js, /map-worker.js, /map.css: what the large map is made of. The same for everybody; browsers keep it,
 * and ask whether it has changed: script and worker must be of one build.
 */
export const handler = open(async ({ routeKey, headers }) => {
  const part = PARTS[routeKey];
  if (!part) throw notFound();
  const [name, type] = part;
  const accepted = headers['accept-encoding'] ?? '';
  const encoding = accepts(accepted, 'br') ? 'br' : 'gz';
  const { bytes, etag } = await partOf(`${name}.${encoding}`);
  const always = { 'cache-control': 'no-cache', etag, vary: 'accept-encoding' };
  if (headers['if-none-match'] === etag) return { statusCode: 304, headers: always };
  const plain = encoding === 'gz' && !accepts(accepted, 'gzip');
  return {
    statusCode: 200,
    headers: {
      ...always,
      ...(!plain && { 'content-encoding': encoding === 'br' ? 'br' : 'gzip' }),
      'content-type': type,
      // The worker asks for the tiles, by the policies it came with: our host is told, never a path.
      'content-security-policy': `default-src 'none'; connect-src 'self' ${mapOrigin()}`,
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'strict-origin',
      'x-content-type-options': 'nosniff',
    },
    body: (plain ? gunzipSync(bytes) : bytes).toString('base64'),
    isBase64Encoded: true,
  };
});

function partOf(file: string): Promise<Kept> {
  const known = kept.get(file) ?? read(file);
  kept.set(file, known);
  return known;
}

async function read(file: string): Promise<Kept> {
  const bytes = await readFile(new URL(`./map/${file}`, import.meta.url));
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  return { bytes, etag: `"${hash}"` };
}
