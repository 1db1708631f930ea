import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib';
import type { Page } from '../../shared/public/page/frame.ts';
import { accepts } from './accepts.ts';
import { linkHeaders, type Reply } from './reply.ts';

/** A page for whoever holds a link; `acceptEncoding` as the browser sent it. HEAD gets the headers alone. */
export function pageReply(
  statusCode: number,
  page: Page,
  { method, acceptEncoding }: { method: string; acceptEncoding: string | undefined },
): Reply {
  const { encoding, body } = compress(page.markup, acceptEncoding ?? '');
  return {
    statusCode,
    headers: {
      ...linkHeaders,
      // Its tiles are given to pages of our host alone: the host is told, never the path.
      ...(page.mapOrigin && { 'referrer-policy': 'strict-origin' }),
      ...(encoding && { 'content-encoding': encoding }),
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(page),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      vary: 'accept-encoding, accept-language',
    },
    ...(method !== 'HEAD' && { body: body.toString('base64'), isBase64Encoded: true }),
  };
}

/**
 * What the page itself brings, by its hash, and what it fetches from us when it is used; nothing else, and nobody
 * may frame it.
 */
function contentSecurityPolicy({ styles, scripts, mapOrigin, hasForm }: Page): string {
  const hashes = (sources: readonly string[]) =>
    sources.map((source) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`).join(' ') ||
    "'none'";
  if (mapOrigin) return mapPolicy(hashes(styles), mapOrigin);
  return [
    "default-src 'none'",
    `style-src ${hashes(styles)}`,
    `script-src ${scripts.length > 0 ? "'self' " : ''}${hashes(scripts)}`,
    ...(scripts.length > 0 ? ["worker-src 'self'", "manifest-src 'self'"] : []),
    "img-src 'self' data:",
    "connect-src 'self'",
    ...CLOSED.map((rule) => (hasForm && rule === NO_FORMS ? "form-action 'self'" : rule)),
  ].join('; ');
}

const NO_FORMS = "form-action 'none'";
const CLOSED = ["base-uri 'none'", NO_FORMS, "frame-ancestors 'none'"];

/** The large map brings files of ours, and asks one host for style and tiles. */
const mapPolicy = (styles: string, mapOrigin: string): string =>
  [
    "default-src 'none'",
    `style-src 'self' ${styles}`,
    "script-src 'self'",
    "worker-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src 'self' ${mapOrigin}`,
    ...CLOSED,
  ].join('; ');

/** In the function, because the distribution compresses only what it caches. */
function compress(text: string, acceptEncoding: string): { encoding?: string; body: Buffer } {
  const plain = Buffer.from(text);
  if (accepts(acceptEncoding, 'br')) {
    return {
      encoding: 'br',
      body: brotliCompressSync(plain, { params: { [zlib.BROTLI_PARAM_QUALITY]: 5 } }),
    };
  }
  if (accepts(acceptEncoding, 'gzip')) return { encoding: 'gzip', body: gzipSync(plain, { level: 9 }) };
  return { body: plain };
}
