import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as getStatus } from '../../../functions/public/get-status.ts';
import type { Reply } from '../../../functions/runtime/reply.ts';
import { bundleOf } from '../../../scripts/build.ts';
import { transact } from '../../../shared/kernel/table.ts';
import { DAY, instant, MINUTE } from '../../../shared/kernel/time.ts';
import { accountKey } from '../../../shared/team/account-store.ts';
import { putLive } from '../../../shared/tracking/live-store.ts';
import { linkWrites } from '../../../shared/visits/link-store.ts';
import { linkHash } from '../../../shared/visits/link-token.ts';
import type { Visit } from '../../../shared/visits/visit.ts';
import { mustBeDocumented } from '../../support/documented.ts';
import { putRecord, startTables } from '../../support/real-tables.ts';
import { sampleAccount, sampleVisit } from '../../support/sample-visit.ts';

/** As it is deployed: with the page's style and script beside it. */
const bundle = pathToFileURL(`${bundleOf('public-reads')}/public-reads.mjs`).href;
const { handler: getPage } = (await import(bundle)) as { handler: typeof getStatus };

let tables: Awaited<ReturnType<typeof startTables>>;
beforeAll(async () => {
  tables = await startTables();
  process.env['LIVE_URL'] = 'wss://track.example.com/live';
  await putRecord({ ...accountKey('account_mike'), ...sampleAccount() });
});
afterAll(() => tables?.stop());

let links = 0;
/** A visit with a link of its own, good for an hour unless said otherwise. */
async function linked(more: Partial<Visit> = {}, goodFor = 60 * MINUTE) {
  const token = `token-${++links}`.padEnd(22, 'x');
  const link = { hash: linkHash(token), generation: 1, expiresAt: instant(Date.now() + goodFor) };
  const visit = sampleVisit({ visitId: `visit_${links}`, link, ...more });
  await transact(linkWrites(undefined, visit));
  return { token, visit };
}

const KEYS = new Map([
  [getPage, 'GET /t/{token}'],
  [getStatus, 'GET /t/{token}/status'],
]);

type Door = typeof getPage;
async function ask(door: Door, token: string, headers: Record<string, string> = {}, method = 'GET') {
  const event = {
    routeKey: `${method} /t/{token}`,
    headers,
    pathParameters: { token },
    requestContext: { http: { method } },
  } as unknown as APIGatewayProxyEventV2;
  const reply = (await door(event, {} as Context)) as Reply;
  const type = reply.headers?.['content-type'] as string | undefined;
  const body = type?.includes('json') && reply.body ? JSON.parse(reply.body) : reply.body;
  // Whoever comes round the distribution is nobody the document speaks to.
  if (!headers['x-origin-verify'])
    mustBeDocumented(KEYS.get(door) ?? '', { status: reply.statusCode ?? 200, type, body });
  return reply;
}
const status = async (token: string, headers?: Record<string, string>) => {
  const answer = await ask(getStatus, token, headers);
  return { ...answer, document: answer.body && JSON.parse(answer.body) };
};
const text = ({ body = '', isBase64Encoded, headers }: Reply) => {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const encoding = headers?.['content-encoding'];
  return String(
    encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes,
  );
};

describe('a link', () => {
  it('shows the visit, and the drive only while it is on', async () => {
    const { token, visit } = await linked();
    const now = Date.now();
    const eta = { arrivesAt: instant(now + 12 * MINUTE), distanceMeters: 5200, computedAt: instant(now) };
    const position = { lat: 40.69, lng: -74.01, at: instant(now) };
    await putLive({ visitId: visit.visitId, trip: 1, position, eta, updatedAt: instant(now) }, now);
    expect((await status(token)).document).toMatchObject({ status: 'en_route', eta, position });
    await transact(linkWrites(visit, { ...visit, status: 'arrived' }));
    const { document } = await status(token);
    expect(document).toMatchObject({ status: 'arrived', company: { name: "Mike's Contracting" } });
    expect(document).not.toHaveProperty('position');
  });

  it('is not sent again to who has it already', async () => {
    const { token } = await linked({ status: 'dispatched' });
    const etag = String((await status(token)).headers?.['etag']);
    const again = await status(token, { 'if-none-match': etag });
    expect(again).toMatchObject({ statusCode: 304, headers: { etag, 'cache-control': 'no-store' } });
    expect(again.body).toBeUndefined();
    expect((await status(token, { 'if-none-match': '"older"' })).statusCode).toBe(200);
  });

  it('shows a page that brings all it needs, and forbids the rest', async () => {
    const { token } = await linked({ status: 'dispatched' });
    const page = await ask(getPage, token, { 'accept-language': 'es-MX' });
    expect(page.statusCode).toBe(200);
    expect(text(page)).toContain('Mapa en vivo cuando Marcus salga');
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
    });
    const policy = String(page.headers?.['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('is compressed as the browser likes, and empty for HEAD', async () => {
    const { token } = await linked({ status: 'dispatched' });
    const as = (encoding: string) => ask(getPage, token, { 'accept-encoding': encoding });
    const [br, gzip, plain, none] = await Promise.all(['gzip, br', 'gzip', 'br;q=0', ''].map(as));
    expect(br?.headers?.['content-encoding']).toBe('br');
    expect(gzip?.headers?.['content-encoding']).toBe('gzip');
    expect(plain?.headers).not.toHaveProperty('content-encoding');
    expect(
      new Set([br, gzip, plain, none].map((page) => page && text(page).replace(/"serverTime":"[^"]*"/, '')))
        .size,
    ).toBe(1);
    const head = await ask(getPage, token, {}, 'HEAD');
    expect([head.statusCode, head.body]).toEqual([200, undefined]);
  });
});

describe('a link that leads nowhere', () => {
  it('looks the same whatever the cause', async () => {
    const expired = await linked({ status: 'completed' }, -1);
    const replaced = await linked();
    await transact(
      linkWrites(replaced.visit, {
        ...replaced.visit,
        link: { ...replaced.visit.link, hash: linkHash('another'), generation: 2 },
      }),
    );
    const cancelled = await linked();
    await transact(linkWrites(cancelled.visit, { ...cancelled.visit, status: 'cancelled' }));
    const tokens = [
      expired.token,
      replaced.token,
      cancelled.token,
      'A'.repeat(22),
      '../',
      '',
      'x'.repeat(9000),
      '%00"',
    ];
    for (const door of [getPage, getStatus]) {
      const answers = await Promise.all(tokens.map((token) => ask(door, token, { 'accept-encoding': 'br' })));
      expect(answers[0]?.statusCode).toBe(404);
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      expect(answers[0]?.headers).toMatchObject({
        'x-robots-tag': 'noindex, nofollow',
        'cache-control': 'no-store',
      });
    }
  });

  it.each([
    [DAY - MINUTE, true],
    [DAY + MINUTE, false],
  ])('has a page that comes anew when the link ends within a day: in %i ms', async (goodFor, comes) => {
    const { token, visit } = await linked({}, goodFor);
    const { refresh } = (await ask(getPage, token)).headers ?? {};
    expect(refresh !== undefined).toBe(comes);
    if (comes)
      expect(Date.now() + Number(refresh) * 1000).toBeGreaterThanOrEqual(Date.parse(visit.link.expiresAt));
  });

  it('has a page in the language of its reader', async () => {
    const page = await ask(getPage, 'nobody', { 'accept-language': 'es' });
    expect(text(page)).toContain('Aquí no hay nada');
  });
});

describe('when something breaks', () => {
  it('the page says so, in a page', async () => {
    const { token } = await linked({ accountId: 'account_broken' });
    // A row nobody can read: it has no settings, and the log says so.
    await putRecord({ ...accountKey('account_broken'), accountId: 'account_broken', enabled: true });
    const page = await ask(getPage, token);
    expect(page.statusCode).toBe(500);
    expect(text(page)).toContain('try again');
  });
});
