import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listDevices } from '../../../shared/devices/device-store.ts';
import { documents, recordsTable } from '../../../shared/kernel/table.ts';
import { aSubscription } from '../../support/a-subscription.ts';
import { aCompany, book, type Company, call, newPhone, startDoors, step } from '../../support/staff-api.ts';

let doors: Awaited<ReturnType<typeof startDoors>>;
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
  process.env['PUSH_SECRET_ARN'] = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:push-Ab12Cd';
  process.env['LIVE_URL'] = 'wss://track.example.com/live';
  firm = await aCompany();
});
afterAll(() => doors?.stop());

type Sent = Partial<Parameters<typeof call>[1]>;
const ask = (key: string, token: string, sent: Sent = {}) =>
  call(key, { as: firm.desk, path: { token }, ...sent });
const choose = (token: string, body: object) => ask('PUT /t/{token}/preferences', token, { body });
const chosen = async (token: string) => (await ask('GET /t/{token}/status', token)).body.messages;

const HOLDERS = [
  'PUT /t/{token}/preferences',
  'GET /t/{token}/push',
  'PUT /t/{token}/push',
  'POST /t/{token}/seen',
  'GET /t/{token}/manifest.webmanifest',
];

describe('a link that leads nowhere', () => {
  it('gets the same answer on every route, whatever is sent along', async () => {
    const { visitId, link } = await book(firm);
    await step(firm, visitId, 'cancelled', { body: { reason: 'moved away' } });
    const { status, headers, body } = await ask('GET /t/{token}/status', link.token);
    for (const key of HOLDERS) {
      for (const token of [link.token, 'A'.repeat(22), '../']) {
        for (const raw of ['{"half":', '{}', undefined]) {
          expect(await ask(key, token, raw ? { raw } : {}), key).toEqual({ status, headers, body });
        }
      }
    }
    expect(status).toBe(404);
  });
});

describe('preferences', () => {
  it('are what the page then shows, on all open visits of the customer and on new ones', async () => {
    const customer = { name: 'Dana', phone: newPhone() };
    const [one, another] = [await book(firm, { customer }), await book(firm, { customer })];
    expect(await chosen(one.link.token)).toEqual({ sms: true, push: true });
    const quietHours = { start: '21:00', end: '07:30' };
    const answer = await choose(one.link.token, { sms: false, quietHours });
    expect([answer.status, answer.body]).toEqual([200, { messages: { sms: false, push: true, quietHours } }]);
    const { link } = await book(firm, { customer });
    for (const token of [one.link.token, another.link.token, link.token]) {
      expect(await chosen(token)).toEqual({ sms: false, push: true, quietHours });
    }
    await choose(another.link.token, { quietHours: null });
    expect(await chosen(link.token)).toEqual({ sms: false, push: true });
  });

  it('are kept through the life of a visit, its new link included', async () => {
    const { visitId, link } = await book(firm);
    await choose(link.token, { push: false });
    await step(firm, visitId, 'en_route');
    const { body } = await call('POST /visits/{visitId}/link', { as: firm.desk, path: { visitId } });
    expect(await chosen(body.token)).toEqual({ sms: true, push: false });
  });

  it.each([
    [400, { sms: 'no' }],
    [400, { quietHours: { start: '21:00' } }],
    [422, { quietHours: { start: '24:00', end: '07:00' } }],
    [422, { quietHours: { start: '07:00', end: '07:00' } }],
  ])('are refused with %i: %o', async (status, body) => {
    const { link } = await book(firm);
    expect((await choose(link.token, body)).status).toBe(status);
    expect(await chosen(link.token)).toEqual({ sms: true, push: true });
  });
});

describe('a device', () => {
  const register = (token: string, body: object) => ask('PUT /t/{token}/push', token, { body });

  it('is known once, however often it registers, and belongs to who came last', async () => {
    const [dana, rob] = [await book(firm), await book(firm)];
    const browser = aSubscription();
    for (let time = 0; time < 2; time++) {
      expect(await register(dana.link.token, browser)).toMatchObject({
        status: 200,
        body: { registered: true },
      });
    }
    const of = ({ visit }: typeof dana) => listDevices({ customerId: visit.customer.customerId });
    expect(await of(dana)).toMatchObject([{ pushToken: browser.endpoint, optIn: true, platform: 'web' }]);
    await register(rob.link.token, browser);
    expect([await of(dana), (await of(rob)).length]).toEqual([[], 1]);
  });

  it('of another company’s customer is another one', async () => {
    const browser = aSubscription();
    const [here, there] = [await book(firm), await book(await aCompany())];
    await register(here.link.token, browser);
    await register(there.link.token, browser);
    for (const { visit } of [here, there])
      expect(await listDevices({ customerId: visit.customer.customerId })).toHaveLength(1);
  });

  it('is refused when nothing could reach it', async () => {
    const { link } = await book(firm);
    const { keys, endpoint } = aSubscription();
    const answer = async (body: object) => (await register(link.token, body)).status;
    expect(await answer({ endpoint })).toBe(400);
    expect(await answer({ endpoint: '', keys })).toBe(422);
    expect(await answer({ endpoint: 'http://169.254.169.254/latest', keys })).toBe(422);
    expect(await answer({ endpoint, keys: { ...keys, p256dh: 'AAAA' } })).toBe(422);
  });

  it('subscribes with the key of this deployment', async () => {
    const { link } = await book(firm);
    const { body } = await ask('GET /t/{token}/push', link.token);
    expect(Buffer.from(body.applicationServerKey, 'base64url')).toHaveLength(65);
  });
});

describe('a view of the page', () => {
  const PHONE = {
    'user-agent': 'Mozilla/5.0 (iPhone) Safari/604.1',
    'x-forwarded-for': '203.0.113.9, 10.0.0.1',
  };
  const pageViewsOf = async (visitId: string) => {
    const Key = { pk: `VISIT#${visitId}`, sk: 'PAGE-VIEWS' };
    return (
      (await documents.send(new GetCommand({ TableName: recordsTable(), Key }))).Item?.['pageViews'] ?? 0
    );
  };

  it('counts once a viewer, and programs not at all', async () => {
    const { visitId, link } = await book(firm);
    const look = async (headers: Record<string, string>) =>
      (await ask('POST /t/{token}/seen', link.token, { headers: { ...PHONE, ...headers } })).status;
    expect([await look({}), await look({})]).toEqual([204, 204]);
    expect(await pageViewsOf(visitId)).toBe(1);
    await look({ 'user-agent': 'Twitterbot/1.0' });
    await look({ 'sec-purpose': 'prefetch' });
    expect(await pageViewsOf(visitId)).toBe(1);
    await look({ 'x-forwarded-for': '203.0.113.10, 10.0.0.1' });
    expect(await pageViewsOf(visitId)).toBe(2);
  });

  it('keeps nobody’s address', async () => {
    const { visitId, link } = await book(firm);
    await ask('POST /t/{token}/seen', link.token, { headers: PHONE });
    const Key = { pk: `VISIT#${visitId}`, sk: 'PAGE-VIEWS' };
    const { Item } = await documents.send(new GetCommand({ TableName: recordsTable(), Key }));
    expect(JSON.stringify({ ...Item, viewers: [...(Item?.['viewers'] ?? [])] })).not.toContain('203.0.113');
  });
});

describe('a link as an app', () => {
  it('has the company’s name and colour, and starts at itself', async () => {
    const { link } = await book(firm);
    const { headers, body } = await ask('GET /t/{token}/manifest.webmanifest', link.token);
    expect(headers).toMatchObject({
      'content-type': 'application/manifest+json',
      'cache-control': 'no-store',
    });
    expect(body).toMatchObject({ name: 'Company 1', start_url: `/t/${link.token}`, theme_color: '#2f49e0' });
    expect(body.icons[0].src).toMatch(/^data:image\/svg\+xml,/);
  });
});
