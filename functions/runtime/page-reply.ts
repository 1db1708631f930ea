import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib';
import type { Page } from '../../shared/public/page/frame.ts';
import { linkHeaders } from './link-headers.ts';
import type { Reply } from './reply.ts';

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
function contentSecurityPolicy({ styles, scripts }: Page): string {
  const hashes = (sources: readonly string[]) =>
    sources.map((source) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`).join(' ') ||
    "'none'";
  return [
    "default-src 'none'",
    `style-src ${hashes(styles)}`,
    `script-src ${scripts.length > 0 ? "'self' " : ''}${hashes(scripts)}`,
    ...(scripts.length > 0 ? ["worker-src 'self'", "manifest-src 'self'"] : []),
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

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

const accepts = (acceptEncoding: string, encoding: string): boolean =>
  acceptEncoding
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()))
    .some(([name, quality]) => name === encoding && !/^q=0(\.0*)?$/.test(quality ?? ''));
