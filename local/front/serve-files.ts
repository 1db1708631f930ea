import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import type { Objects } from '../objects/kept-objects.ts';
import type { ServedFiles } from '../template/deployment.ts';

/** What the copying into a bucket makes of a file's ending. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
};
/** Smaller and larger ones CloudFront passes on as they are. */
const COMPRESSED = { from: 1000, to: 10_000_000 };

interface Kept {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Serves what lies in a bucket as CloudFront does: by name alone, compressed where that is taken. */
export function serveFiles(files: ServedFiles, objects: Pick<Objects, 'get'>) {
  const kept = new Map<string, Kept>();
  const find = async (name: string, encoding: Encoding | undefined): Promise<Kept | undefined> => {
    const key = `${encoding ?? ''} ${name}`;
    const found = kept.get(key) ?? (await read(files, name, encoding));
    if (found) kept.set(key, found);
    return found;
  };
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method = 'GET', headers, url = '/' } = incoming;
    incoming.resume();
    if (!files.methods.includes(method))
      return refuse(outgoing, 403, 'text/html', 'The method is not allowed.');
    const always = { ...files.headers, ...(headers.origin ? files.toOtherOrigins : {}) };
    const accepted = files.compress ? encodingIn(String(headers['accept-encoding'] ?? '')) : undefined;
    const name = nameIn(url);
    const found = (await find(name, accepted)) ?? objects.get(files.bucket, name);
    if (!found) {
      const code = files.missing === 404 ? 'NoSuchKey' : 'AccessDenied';
      return refuse(
        outgoing,
        files.missing,
        'application/xml',
        `<Error><Code>${code}</Code></Error>`,
        always,
      );
    }
    const all = { ...found.headers, ...always };
    if (isKnown(headers['if-none-match'], all['etag'] ?? '')) {
      outgoing.writeHead(304, all).end();
      return;
    }
    outgoing.writeHead(200, { ...all, 'content-length': found.bytes.length });
    outgoing.end(method === 'HEAD' ? undefined : found.bytes);
  };
}

async function read(
  files: ServedFiles,
  name: string,
  encoding: Encoding | undefined,
): Promise<Kept | undefined> {
  for (const { folder, prefix, headers, filledIn } of files.copied) {
    if (!name.startsWith(prefix)) continue;
    const lying = await readFile(join(folder, name.slice(prefix.length))).catch(() => undefined);
    if (!lying) continue;
    const bytes = fillIn(lying, filledIn);
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    const type = headers['content-type'] ?? TYPES[extname(name)];
    if (!type) throw new Error(`Nobody has said here of what type ${name} is.`);
    const said = { 'content-type': type, ...headers };
    if (!encoding || bytes.length < COMPRESSED.from || bytes.length > COMPRESSED.to) {
      return { bytes, headers: { ...said, etag } };
    }
    return {
      bytes: await ENCODE[encoding](bytes),
      headers: { ...said, etag: `W/${etag}`, 'content-encoding': encoding, vary: 'Accept-Encoding' },
    };
  }
  return undefined;
}

/** What only the deployment knew is put into the file on its way into the bucket. */
function fillIn(bytes: Buffer, filledIn: Readonly<Record<string, string>>): Buffer {
  const markers = Object.entries(filledIn);
  if (markers.length === 0) return bytes;
  return Buffer.from(
    markers.reduce((text, [marker, value]) => text.replaceAll(marker, value), bytes.toString('utf8')),
  );
}

type Encoding = 'br' | 'gzip';

const ENCODE: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [zlib.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes) => promisify(gzip)(bytes),
};

/** Brotli before gzip, when both are taken; a quality of 0 is a refusal. */
function encodingIn(accepted: string): Encoding | undefined {
  const named = accepted.split(',').map((part) => part.replaceAll(' ', ''));
  const taken = named.filter((part) => !/;q=0(\.0*)?$/.test(part)).map((part) => part.split(';')[0]);
  return (['br', 'gzip'] as const).find((one) => taken.includes(one));
}

/** The object's key; a path that leads out of the bucket leads nowhere. */
function nameIn(url: string): string {
  try {
    const name = decodeURIComponent((url.split('?')[0] ?? '').slice(1));
    return normalize(name) === name && !name.startsWith('..') ? name : '';
  } catch {
    return '';
  }
}

const isKnown = (asked: string | undefined, etag: string): boolean =>
  (asked ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''));

function refuse(
  outgoing: ServerResponse,
  status: number,
  type: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  outgoing.writeHead(status, { ...headers, 'content-type': type }).end(text);
}
