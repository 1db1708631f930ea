import { readFile } from 'node:fs/promises';
import { open } from '../runtime/open.ts';

/** The document is made when the function is built, and lies beside it. */
const FILE = new URL('./openapi.json', import.meta.url);

let document: Promise<string> | undefined;

/** GET /openapi.json: the whole API, for people and programs; it is no secret, and the same for everybody. */
export const handler = open(async () => {
  document ??= readFile(FILE, 'utf8');
  return {
    statusCode: 200,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    },
    body: await document,
  };
});
