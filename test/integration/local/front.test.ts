import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFront } from '../../../local/front/front.ts';
import { readAssembly } from '../../../local/template/read-assembly.ts';
import { readDeployment } from '../../../local/template/read-deployment.ts';
import { client } from '../../support/stack.ts';

const { front } = readDeployment(readAssembly(fileURLToPath(new URL('../../../cdk.out', import.meta.url))), {
  publicHost: '127.0.0.1:1',
  secret: () => 'secret',
});

let server: Server;
let call: ReturnType<typeof client>['call'];
beforeAll(async () => {
  const answer = createFront(
    front,
    { get: () => undefined },
    async (_, outgoing) => void outgoing.end('from an API'),
  );
  server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ call } = client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, false));
});
afterAll(() => server.close());

describe('a file of the distribution', () => {
  it.each([
    ['/sw.js', 'text/javascript', 'same-origin'],
    ['/notify.js', 'text/javascript', 'same-origin'],
    ['/robots.txt', 'text/plain', 'same-origin'],
    ['/openapi.json', 'application/json', null],
    ['/technician', 'text/html; charset=utf-8', 'same-origin'],
    ['/dispatch', 'text/html; charset=utf-8', 'same-origin'],
    ['/dispatch-config.json', 'application/json', 'same-origin'],
    ['/dispatch-icon.svg', 'image/svg+xml', 'same-origin'],
    ['/technician-worker.js', 'text/javascript', 'same-origin'],
    ['/technician-manifest.json', 'application/json', 'same-origin'],
    ['/technician-config.json', 'application/json', 'same-origin'],
    ['/technician-icon.svg', 'image/svg+xml', 'same-origin'],
    ['/technician-icon.png', 'image/png', 'same-origin'],
  ])('%s comes with its type and protection, and is asked for each time', async (path, type, policy) => {
    const { status, headers } = await call('GET', path);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      type,
      'no-cache',
    ]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-resource-policy')).toBe(policy);
    const etag = headers.get('etag') ?? '';
    expect((await call('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await call('GET', path, { headers: { 'if-none-match': '"another"' } })).status).toBe(200);
  });

  it('tells the technician’s page where to sign in, as the deployment has it', async () => {
    const { body } = await call('GET', '/technician-config.json');
    expect(body).toEqual({
      url: 'http://127.0.0.1:1/_local/sign-in',
      clientId: expect.any(String),
      host: '127.0.0.1:1',
    });
    const policy = (await call('GET', '/technician')).headers.get('content-security-policy');
    expect(policy).toContain("connect-src 'self' http://127.0.0.1:1/_local/sign-in https://");
  });

  it('may be read by pages of others when it is the document of the API, and only then', async () => {
    const headers = { origin: 'https://elsewhere.example' };
    const allowed = async (path: string) =>
      (await call('GET', path, { headers })).headers.get('access-control-allow-origin');
    expect([await allowed('/openapi.json'), await allowed('/sw.js')]).toEqual(['*', null]);
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip, br;q=0', 'gzip'],
    ['identity', null],
  ])('is compressed for who takes %s', async (accepted, encoding) => {
    const { headers, text } = await call('GET', '/openapi.json', {
      headers: { 'accept-encoding': accepted },
    });
    expect(headers.get('content-encoding')).toBe(encoding);
    expect(JSON.parse(text).openapi).toMatch(/^3\.1/);
  });

  it('is read, not written, and found by its own name alone', async () => {
    expect((await call('POST', '/sw.js', { body: {} })).status).toBe(403);
    for (const path of ['/assets/nothing.js', '/assets/', '/assets/..%2ffixed%2fsw.js', '/assets/%00'])
      expect((await call('GET', path)).status, path).toBe(404);
  });
});

describe('everything else', () => {
  it.each(['/', '/t/token', '/sw.js.map', '/assets'])('such as %s is for the APIs', async (path) => {
    expect((await call('GET', path)).text).toBe('from an API');
  });

  it('is what the API’s own host says, whatever the path', async () => {
    const { port } = server.address() as AddressInfo;
    const text = await new Promise<string>((resolve) => {
      const headers = { host: 'api.execute-api.localhost' };
      request({ port, host: '127.0.0.1', path: '/sw.js', headers }, (answer) => {
        answer.setEncoding('utf8').on('data', resolve);
      }).end();
    });
    expect(text).toBe('from an API');
  });
});
