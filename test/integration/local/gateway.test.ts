import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTiny, type Tiny } from '../../support/tiny.ts';

let tiny: Tiny;
beforeAll(async () => {
  tiny = await startTiny();
});
afterAll(() => tiny?.stop());

describe('a request on its way to a function', () => {
  it('arrives as payload 2.0, through the distribution', async () => {
    const { body } = await tiny.call('POST', '/echo/a%20b?x=1&x=2', {
      raw: '{"n":1}',
      headers: { cookie: 'a=1; b=2', 'X-Odd': 'Case' },
    });
    expect(body.event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /echo/{id}',
      rawPath: '/echo/a b',
      rawQueryString: 'x=1&x=2',
      queryStringParameters: { x: '1,2' },
      pathParameters: { id: 'a b' },
      cookies: ['a=1', 'b=2'],
      headers: { 'x-odd': 'Case', 'x-from-door': 'yes' },
      body: '{"n":1}',
      isBase64Encoded: false,
      requestContext: { http: { method: 'POST' } },
    });
    expect(body.event.headers.cookie).toBeUndefined();
    expect(body.origin, 'https, as deployed, but for this machine').toBe(tiny.url);
  });

  it('carries what is no text in base64', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    const { body } = await tiny.call('PUT', '/echo/1', { raw: 'bytes', headers });
    expect(body.event).toMatchObject({ body: 'Ynl0ZXM=', isBase64Encoded: true });
  });

  it("lacks the distribution's headers when it comes to the API's own host", async () => {
    const { hostname, port } = new URL(tiny.url);
    const text = await new Promise<string>((resolve, reject) => {
      const headers = { host: `api.execute-api.localhost:${port}` };
      request({ hostname, port, path: '/echo/1', headers }, async (answer) => {
        resolve((await answer.toArray()).join(''));
      })
        .on('error', reject)
        .end();
    });
    expect(JSON.parse(text).event.headers['x-from-door']).toBeUndefined();
  });
});

describe('a request the gateway itself refuses', () => {
  it('is told so in its own words', async () => {
    expect(await short('GET', '/staff')).toEqual([401, { message: 'Unauthorized' }]);
    expect(await short('GET', '/nowhere')).toEqual([404, { message: 'Not Found' }]);
    const large = 'x'.repeat(10 * 1024 * 1024 + 1);
    expect(await short('POST', '/items', large)).toEqual([413, { message: 'Request Entity Too Large' }]);
    expect((await short('GET', '/rare'))[0]).toBe(200);
    expect(await short('GET', '/rare')).toEqual([429, { message: 'Too Many Requests' }]);
  });
});

it('answers HEAD without a body but with its length', async () => {
  const { status, text, headers } = await tiny.call('HEAD', '/echo/1');
  expect([status, text]).toEqual([200, '']);
  expect(Number(headers.get('content-length'))).toBeGreaterThan(100);
});

const short = async (method: string, path: string, raw?: string) => {
  const { status, body } = await tiny.call(method, path, raw === undefined ? {} : { raw });
  return [status, body];
};
