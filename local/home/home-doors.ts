import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';

/** What the home page is made of; all of it from this folder, but for the API document's viewer. */
const PARTS: Readonly<Record<string, () => Promise<Part>>> = {
  '/': () => page('page.html'),
  '/_local/home.css': () => file('home.css', 'text/css'),
  '/_local/home.js': script,
  '/_local/api': () => page('api.html'),
  '/_local/api.css': () => file('api.css', 'text/css'),
  '/_local/openapi-explorer.js': viewer,
};

interface Part {
  readonly type: string;
  readonly body: Buffer | string;
  readonly policy?: string;
}

const OWN = ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "img-src 'self' data:"];
const CLOSED = ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];
/** The viewer writes its styles into itself; mails, which are shown on the home page, have theirs in their tags. */
const POLICY = [...OWN, "style-src 'self' 'unsafe-inline'", ...CLOSED].join('; ');

type Door = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** The APIs' own hosts have no pages. */
const OWN_HOST = /\.execute-api\./;

/** Answers for the local stack's home page; undefined for whatever is not part of it. */
export function homeDoor({ method, url, headers }: IncomingMessage): Door | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || OWN_HOST.test(headers.host ?? '')) return undefined;
  const path = (url ?? '').split('?')[0] ?? '';
  if (path === '/_local' || path === '/_local/') return toTexts;
  const part = PARTS[path];
  return part && (async (_, outgoing) => send(outgoing, await part()));
}

/** The outbox has its place on the home page. */
const toTexts: Door = async (_, outgoing) => {
  outgoing.writeHead(302, { location: '/#texts' }).end();
};

function send(outgoing: ServerResponse, { type, body, policy }: Part): void {
  outgoing.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...(policy && { 'content-security-policy': policy }),
  });
  outgoing.end(body);
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const file = async (name: string, type: string): Promise<Part> => ({
  type,
  body: await readFile(here(name)),
});

const page = async (name: string): Promise<Part> => ({ ...(await file(name, 'text/html')), policy: POLICY });

let bundled: Promise<string> | undefined;

/** Made when it is first asked for: most stacks are started by programs. */
async function script(): Promise<Part> {
  bundled ??= bundle();
  return { type: 'text/javascript', body: await bundled };
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here('browser/home.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
  // Its process would stay for nothing.
  await stop();
  return outputFiles[0]?.text ?? '';
}

async function viewer(): Promise<Part> {
  const entry = new URL('../browser/openapi-explorer.min.js', import.meta.resolve('openapi-explorer'));
  return { type: 'text/javascript', body: await readFile(new URL(entry)) };
}
