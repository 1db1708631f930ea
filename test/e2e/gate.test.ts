import { request } from 'node:http';
import { decodeJwt, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../functions/routes.ts';
import { fuzz } from '../../fuzz/run.ts';
import { company } from '../support/company.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let firm: Awaited<ReturnType<typeof company>>;
let visitId: string;
let token: string;
let entryId: string;
let vehicleId: string;
let webhookId: string;
let customerId: string;
let deviceId: string;
let inviteId: string;
let eventId: string;

beforeAll(async () => {
  stack = await startStack();
  firm = await company(stack, 'acme');
  const booked = await firm.book();
  visitId = booked.visit.visitId;
  token = booked.link.token;
  customerId = (await firm.desk('GET', `/visits/${visitId}`)).body.visit.customer.customerId;
  const phone = { platform: 'android', pushToken: 'token' };
  const device = await firm.desk('PUT', `/customers/${customerId}/devices`, phone);
  deviceId = device.body.device.deviceId;
  entryId = await anEntry();
  const url = 'https://crm.example.com/hooks';
  webhookId = (await firm.boss('POST', '/webhooks', { url })).body.webhook.webhookId;
  const guest = { email: 'kim@example.org', name: 'Kim Voss', role: 'technician' };
  inviteId = (await firm.boss('POST', '/team/invites', guest)).body.invite.inviteId;
  const window = { start: new Date().toISOString(), end: new Date(Date.now() + 3_600_000).toISOString() };
  eventId = (await firm.desk('POST', '/events', { title: 'Training', window })).body.event.eventId;
  vehicleId = (await firm.desk('POST', '/vehicles', { name: 'Van 3' })).body.vehicle.vehicleId;
});
afterAll(() => stack?.stop());

/** Of a visit that somebody was at. */
async function anEntry(): Promise<string> {
  const { visit } = await firm.book();
  for (const status of ['en_route', 'arrived']) await firm.step(visit.visitId, status);
  await stack.idle();
  const hour = 3_600_000;
  const [from, to] = [-hour, hour].map((shift) => new Date(Date.now() + shift).toISOString());
  const answer = await firm.desk('GET', `/time-entries?from=${from}&to=${to}`);
  return answer.body.entries[0].entryId;
}

const staffRoutes = Object.entries(routes).filter(([, route]) => route.access === 'staff');
const pathOf = (key: string) =>
  key
    .replace(/^\S+ /, '')
    .replace('{visitId}', visitId)
    .replace('{customerId}', customerId)
    .replace('{memberId}', firm.technician.memberId)
    .replace('{entryId}', entryId)
    .replace('{vehicleId}', vehicleId)
    .replace('{webhookId}', webhookId)
    .replace('{inviteId}', inviteId)
    .replace('{eventId}', eventId)
    .replace('{messageId}', 'message_unknown')
    .replace('{alertId}', 'alert_unknown')
    .replace('{deviceId}', deviceId)
    .replace('{id}', 'device_unknown');
const methodOf = (key: string) => key.split(' ')[0] ?? '';

describe('the gateway', () => {
  it('lets nobody onto a staff route without a good token', async () => {
    const claims = decodeJwt(firm.owner.token);
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'x' }).sign(privateKey);
    const unsigned = new UnsecuredJWT(claims).encode();
    const expired = `${firm.owner.token.slice(0, -6)}AAAAAA`;
    for (const [key] of staffRoutes) {
      for (const bad of [undefined, forged, unsigned, expired, 'nonsense']) {
        const answer = await stack.call(methodOf(key), pathOf(key), { token: bad });
        expect(answer.status, `${key} with ${bad?.slice(0, 12)}`).toBe(401);
        expect(answer.body).toEqual({ message: 'Unauthorized' });
      }
    }
  });

  it('refuses whoever comes round the distribution', async () => {
    const status = await new Promise((resolve, reject) => {
      const { hostname, port } = new URL(stack.url);
      const headers = { host: `anything.execute-api.localhost:${port}` };
      request({ hostname, port, path: `/t/${token}`, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(401);
  });

  it('answers an unknown path as a problem', async () => {
    const answer = await stack.call('GET', '/no/such/thing');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('tells a method that a path does not have which it has', async () => {
    const answer = await stack.call('PUT', `/visits/${visitId}`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, PATCH']);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('publishes the document of its own routes', async () => {
    const { body } = await stack.call('GET', '/openapi.json');
    expect(body.openapi).toMatch(/^3\.1/);
    const documented = Object.entries(body.paths as Record<string, object>).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((method) => ['get', 'post', 'put', 'patch', 'delete', 'head'].includes(method))
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.sort()).toEqual(
      [...Object.keys(routes).filter((key) => key !== '$default'), 'GET /openapi.json'].sort(),
    );
  });
});

describe('another company', () => {
  it('finds nothing of this one, on any route that names a thing', async () => {
    const rival = await company(stack, 'rival');
    for (const [key] of staffRoutes.filter(([route]) => route.includes('{'))) {
      const answer = await rival.boss(methodOf(key), pathOf(key), methodOf(key) === 'GET' ? undefined : {});
      expect(answer.status, key).toBe(404);
    }
    expect((await rival.boss('GET', '/visits')).body.visits).toEqual([]);
    expect((await rival.boss('GET', '/customers')).body.customers).toEqual([]);
    expect((await rival.boss('GET', '/technicians/positions')).body.technicians).toEqual([]);
  });

  it('keeps its members’ ids for itself', async () => {
    await stack.member('technician', { accountId: 'rival', memberId: 'rival-van' });
    const elsewhere = { role: 'technician', accountId: 'another', memberId: 'rival-van' };
    expect((await stack.call('POST', '/_local/token', { body: elsewhere })).status).toBe(409);
    const longName = { role: 'technician', name: 'x'.repeat(101) };
    expect((await stack.call('POST', '/_local/token', { body: longName })).status).toBe(400);
  });

  it('is told "coming soon" on every route while it is not switched on', async () => {
    const waiting = await stack.member('owner', {
      accountId: 'waiting',
      memberId: 'waiting-owner',
      enabled: false,
    });
    const phone = await stack.member('technician', {
      accountId: 'waiting',
      memberId: 'waiting-phone',
      enabled: false,
    });
    for (const [key, route] of staffRoutes) {
      const who = route.roles?.includes('owner') ? waiting : phone;
      const body = key === 'POST /positions' ? { positions: [aFix()] } : {};
      const answer = await stack.call(methodOf(key), pathOf(key), {
        token: who.token,
        ...(methodOf(key) === 'GET' ? {} : { body }),
      });
      if (key === 'GET /settings') expect(answer.status).toBe(200);
      else if (key === 'POST /waitlist') expect(answer.status).toBe(400);
      else
        expect([answer.status, answer.body.type], key).toEqual([
          403,
          'urn:service-tracker:problem:account-not-enabled',
        ]);
    }
  });
});

const aFix = () => ({ at: new Date().toISOString(), lat: 37.7, lng: -122.4, accuracy: 5 });

describe('nonsense', () => {
  const bodies = staffRoutes.filter(
    ([key]) =>
      /^(POST|PUT|PATCH) /.test(key) && !/\/(link|text|acknowledge|resend|rotate-secret|test)$/.test(key),
  );
  for (const [what, statuses, call] of [
    ['text that is not JSON', [400], { raw: '{"half": ' }],
    [
      'the wrong content type',
      [415],
      { raw: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['a megabyte', [413], { raw: JSON.stringify({ notes: 'x'.repeat(1024 * 1024) }) }],
    ['a list instead of an object', [400], { raw: '[1, 2]' }],
    ['null', [400], { raw: 'null' }],
  ] as const) {
    it(`meets ${what} with a problem, never a 500`, async () => {
      for (const [key, route] of bodies) {
        const who = route.roles?.includes('owner') ? firm.owner : firm.technician;
        const answer = await stack.call(methodOf(key), pathOf(key), { token: who.token, ...call });
        expect(statuses as readonly number[], `${key}: ${answer.text}`).toContain(answer.status);
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
      }
    });
  }
});

describe('the document', () => {
  it('holds for whatever is asked by chance', async () => {
    const { findings } = await fuzz({ url: stack.url, seed: 1, requests: 180, account: 'fuzz' });
    expect(findings).toEqual([]);
  });
});
