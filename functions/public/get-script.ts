import { readFile } from 'node:fs/promises';
import { notFound } from '../../shared/kernel/problem.ts';
import { open } from '../runtime/open.ts';

/** Made when the functions are built; they lie in the folder `scripts` beside this door. */
const SCRIPTS: Readonly<Record<string, string>> = {
  'GET /sw.js': 'service-worker.js',
  'GET /notify.js': 'notify.js',
};

const read = new Map<string, Promise<string>>();

/**
 * GET /sw.js, GET /notify.js: the scripts of the customer's page that are not in it. The same for everybody;
 * browsers ask each time whether they have changed.
 */
export const handler = open(async (event) => {
  const name = SCRIPTS[event.routeKey];
  if (!name) throw notFound();
  const script = read.get(name) ?? readFile(new URL(`./scripts/${name}`, import.meta.url), 'utf8');
  read.set(name, script);
  return {
    statusCode: 200,
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      // A worker lives by the policy it came with.
      'content-security-policy': "default-src 'none'; connect-src 'self'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: await script,
  };
});
