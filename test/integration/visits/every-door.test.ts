import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, routes } from '../../../functions/routes.ts';
import { alertIdOf } from '../../../shared/alerts/alert.ts';
import { raiseAlert } from '../../../shared/alerts/raise-alert.ts';
import { messageIdOf } from '../../../shared/messaging/message.ts';
import { recordUnsent } from '../../../shared/messaging/message-store.ts';
import { openApiDocument } from '../../../shared/public/openapi.ts';
import { entryId } from '../../../shared/timesheets/time-entry.ts';
import { saveEntry } from '../../../shared/timesheets/time-entry-store.ts';
import { aCompany, book, type Company, call, startDoors, type Who } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let firm: Company;
let rival: Company;
let path: Record<string, string>;
/** What the office has written to its team: an id among their messages, not a visit's. */
let written: string;

beforeAll(async () => {
  doors = await startDoors();
  firm = await aCompany();
  rival = await aCompany();
  const { visitId, visit } = await book(firm);
  const { memberId } = firm.marcus;
  const device = await call('POST /team/members/{memberId}/device-token', {
    as: firm.desk,
    path: { memberId },
    body: {},
  });
  const { vehicleId } = (await call('POST /vehicles', { as: firm.desk, body: { name: 'Van 3' } })).body
    .vehicle;
  const tracker = await call('POST /vehicles/{vehicleId}/device-token', {
    as: firm.desk,
    path: { vehicleId },
    body: {},
  });
  const { device: phone } = (
    await call('PUT /customers/{customerId}/devices', {
      as: firm.desk,
      path: { customerId: visit.customer.customerId },
      body: { platform: 'android', pushToken: 'token' },
    })
  ).body;
  const key = { visitId, kind: 'booked', occasion: 'once', asked: 'sms' } as const;
  const draft = { channel: 'sms', to: '+14155550123', text: '', generation: 1, segments: 1 } as const;
  await recordUnsent(key, draft, { state: 'failed' }, Date.now());
  const { accountId } = firm;
  const alert = { accountId, kind: 'late', subject: visitId, occasion: 'now', text: 'Late.' } as const;
  await raiseAlert(alert, Date.now());
  const url = 'https://crm.example.com/hooks';
  process.env['MAIL_SENDER'] = 'visits@example.com';
  const guest = { email: 'kim@example.org', name: 'Kim Voss', role: 'technician' };
  const invited = await call('POST /team/invites', { as: firm.owner, body: guest });
  const day = { start: new Date().toISOString(), end: new Date(Date.now() + 3_600_000).toISOString() };
  const training = { title: 'Training', window: day };
  const event = await call('POST /events', { as: firm.desk, body: training });
  const webhook = await call('POST /webhooks', { as: firm.owner, body: { url } });
  const memo = await call('POST /team/messages', {
    as: firm.desk,
    body: { text: 'Fog on the bridge.', memberIds: [memberId, firm.owner.memberId] },
  });
  written = memo.body.messages[0].messageId;
  path = {
    eventId: event.body.event.eventId,
    inviteId: invited.body.invite.inviteId,
    webhookId: webhook.body.webhook.webhookId,
    messageId: messageIdOf(key),
    visitId,
    alertId: alertIdOf(alert),
    customerId: visit.customer.customerId,
    memberId,
    vehicleId,
    deviceId: phone.deviceId,
    trackerId: tracker.body.id,
    id: device.body.id,
    entryId: await anEntry(visitId),
  };
});
afterAll(() => doors.stop());

/** What a route's path names. */
const pathOf = (key: string) => (/ \/(me|team)\//.test(key) ? { ...path, messageId: written } : path);

/** A time entry of the visit. */
async function anEntry(visitId: string): Promise<string> {
  const { accountId, memberId } = firm.marcus;
  const begun = { at: new Date().toISOString(), by: 'office' } as const;
  const entry = { visitId, accountId, memberId, trip: 1, begun, version: 1 };
  await saveEntry(entry);
  return entryId(entry);
}

const staff = Object.entries(routes).filter(([, route]) => route.access === 'staff');
const keys = staff.map(([key]) => key);
const ROLES: readonly Role[] = ['owner', 'dispatcher', 'technician'];
const memberOf = (company: Company, role: Role): Who =>
  ({ owner: company.owner, dispatcher: company.desk, technician: company.marcus })[role];
const someoneAllowed = (company: Company, key: string): Who =>
  memberOf(company, routes[key]?.roles?.[0] ?? 'owner');

const document = openApiDocument().paths as Record<string, Record<string, { requestBody?: object }>>;
const takesBody = (key: string) => {
  const [method = '', route = ''] = key.split(' ');
  return document[route]?.[method.toLowerCase()]?.requestBody !== undefined;
};
const PROBLEM = 'application/problem+json';

describe.each(keys)('%s', (key) => {
  it('is for its roles only', async () => {
    for (const role of ROLES.filter((one) => !routes[key]?.roles?.includes(one))) {
      const answer = await call(key, { as: memberOf(firm, role), path: pathOf(key), body: {} });
      expect([answer.status, answer.headers['content-type']], role).toEqual([403, PROBLEM]);
    }
  });
});

describe.each(keys.filter((key) => key.includes('{')))('%s, from another account', (key) => {
  it('does not exist, whatever is sent along', async () => {
    for (const raw of ['{}', '{"half":', undefined]) {
      const answer = await call(key, {
        as: someoneAllowed(rival, key),
        path: pathOf(key),
        ...(raw && { raw }),
      });
      expect([answer.status, answer.body.type]).toEqual([404, 'urn:service-tracker:problem:not-found']);
    }
  });

  it('answers the same for what exists nowhere', async () => {
    for (const id of ['visit_AAAAAAAAAAAAAAAAAAAA', 'x'.repeat(3000), '../..', '%00']) {
      const nowhere = Object.fromEntries(Object.keys(path).map((name) => [name, id]));
      const answer = await call(key, { as: someoneAllowed(firm, key), path: nowhere, body: {} });
      expect(answer.status).toBe(404);
    }
  });
});

describe.each(keys.filter((key) => !key.startsWith('GET ')))('%s, with nonsense', (key) => {
  it.each([
    ['text that is not JSON', 400, { raw: '{"half": ' }],
    ['null', 400, { raw: 'null' }],
    ['a list', 400, { raw: '[]' }],
    ['a form', 415, { raw: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['a megabyte', 413, { raw: JSON.stringify({ notes: 'x'.repeat(1024 * 1024) }) }],
  ] as const)('refuses %s', async (_, status, sent) => {
    const answer = await call(key, { as: someoneAllowed(firm, key), path: pathOf(key), ...sent });
    expect([answer.status, answer.headers['content-type']]).toEqual([status, PROBLEM]);
  });

  it('refuses a wrong type in every field it knows, by its pointer', async () => {
    const [method = '', route = ''] = key.split(' ');
    for (const field of fieldsOf(route, method)) {
      const answer = await call(key, {
        as: someoneAllowed(firm, key),
        path: pathOf(key),
        body: { [field]: { no: [1] } },
      });
      expect(answer.status, field).toBe(400);
    }
  });
});

/** The fields of a request's body that are not objects themselves. */
function fieldsOf(route: string, method: string): string[] {
  const { components, paths } = JSON.parse(JSON.stringify(openApiDocument()));
  const { requestBody } = paths[route][method.toLowerCase()];
  if (!requestBody) return [];
  const { $ref } = requestBody.content['application/json'].schema;
  const { properties } = components.schemas[$ref.split('/').at(-1)];
  return Object.entries(properties as Record<string, { type?: string }>)
    .filter(([, schema]) => ['string', 'boolean', 'array', 'number'].includes(schema.type ?? ''))
    .map(([name]) => name);
}

describe('an account that is not switched on', () => {
  it('may read its settings, ask to be told, and nothing else', async () => {
    const waiting = await aCompany({ enabled: false });
    for (const key of keys) {
      const fix = { at: new Date().toISOString(), lat: 37.7, lng: -122.4 };
      const answer = await call(key, {
        as: someoneAllowed(waiting, key),
        path: pathOf(key),
        ...(takesBody(key) && { body: { positions: [fix] } }),
      });
      const expected = EVEN_SO[key] ?? [403, ENABLED];
      expect([answer.status, answer.body.type], key).toEqual(expected);
    }
  });
});

/** What is no "coming soon": the second lacks an address. */
const EVEN_SO: Readonly<Record<string, unknown[]>> = {
  'GET /settings': [200, undefined],
  'POST /waitlist': [400, 'urn:service-tracker:problem:invalid'],
};
const ENABLED = 'urn:service-tracker:problem:account-not-enabled';

describe('a member whose access has ended', () => {
  it('is refused at once, on every route', async () => {
    const { handler } = await import('../../../functions/team/provision.ts');
    const company = await aCompany();
    for (const { memberId } of [company.owner, company.desk, company.marcus]) {
      await handler({ member: { memberId, active: false } });
    }
    for (const key of keys) {
      const fix = { at: new Date().toISOString(), lat: 37.7, lng: -122.4 };
      const answer = await call(key, {
        as: someoneAllowed(company, key),
        path: pathOf(key),
        ...(takesBody(key) && { body: { positions: [fix] } }),
      });
      expect(answer.status, key).toBe(403);
    }
  });
});
