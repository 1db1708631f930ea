import { open } from '../runtime/open.ts';

/** GET /robots.txt: links are for those who were sent them. */
export const handler = open(async () => ({
  statusCode: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
  body: 'User-agent: *\nDisallow: /t/\n',
}));
