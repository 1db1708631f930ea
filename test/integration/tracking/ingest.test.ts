import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as ingestOsmand } from '../../../functions/tracking/ingest-osmand.ts';
import { handler as ingestOverland } from '../../../functions/tracking/ingest-overland.ts';
import { handler as ingestOwntracks } from '../../../functions/tracking/ingest-owntracks.ts';
import { latestKey } from '../../../shared/drives/drive.ts';
import { documents, positionsTable, recordsTable } from '../../../shared/kernel/table.ts';
import { admissionName } from '../../../shared/tracking/device-pace.ts';
import { unpackFixes } from '../../../shared/tracking/packed-fixes.ts';
import { aCompany, type Company, call, startDoors, type Who } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
  firm = await aCompany();
});
afterAll(() => doors.stop());

const START = Math.floor(Date.now() / 1000) - 3600;
const NEW = 'POST /team/members/{memberId}/device-token';
const LIST = 'GET /team/members/{memberId}/device-tokens';
const REVOKE = 'DELETE /team/members/{memberId}/device-tokens/{id}';
const of = ({ memberId }: Who) => ({ memberId });

async function aPhone(technician?: Who) {
  const owner = technician ?? (await firm.hire('technician', `Phone${Math.random()} Owner`));
  const { body } = await call(NEW, { as: owner, path: of(owner), body: { label: 'Old Pixel' } });
  return { owner, id: String(body.id), token: String(body.token), made: body };
}

type Door = typeof ingestOsmand;
async function send(door: Door, deviceToken: string, body: unknown, rawQueryString = '') {
  const event = {
    routeKey: 'POST /ingest',
    rawQueryString,
    headers: {},
    pathParameters: { deviceToken },
    // As the gateway hands on a form.
    isBase64Encoded: true,
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)).toString('base64'),
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode, body: answer } = await door(event, {} as Context);
  return [statusCode, answer];
}
const form = (second: number) => `id=1&lat=37.7&lon=-122.4&timestamp=${START + second}`;
const osmand = (token: string, second: number) => send(ingestOsmand, token, form(second));
const features = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => ({
    geometry: { coordinates: [-122.4, 37.7] },
    properties: { timestamp: new Date((START + from + n) * 1000).toISOString() },
  }));

async function itemsOf({ memberId }: Who) {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: positionsTable(),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': latestKey(memberId).pk },
    }),
  );
  return Items;
}
/** How many fixes each item keeps, the latest item first. */
const kept = async (who: Who) =>
  (await itemsOf(who)).map(({ fixes = '' }) => unpackFixes(fixes).length).reverse();
const newest = async (who: Who) => {
  const latest = (await itemsOf(who)).find(({ sk }) => sk === 'LATEST');
  return latest && unpackFixes(latest['fixes'] ?? '').at(-1);
};

/** Sets what the latest item knows of a device. */
const admit = ({ memberId }: Who, device: string, admission: object) =>
  documents.send(
    new UpdateCommand({
      TableName: positionsTable(),
      Key: latestKey(memberId),
      UpdateExpression: 'SET #device = :admission',
      ExpressionAttributeNames: { '#device': admissionName(device) },
      ExpressionAttributeValues: { ':admission': admission },
    }),
  );

describe('a phone with a device token', () => {
  it.each([
    ['osmand', ingestOsmand, form(7), undefined],
    ['owntracks', ingestOwntracks, { _type: 'location', lat: 37.7, lon: -122.4, tst: START + 7 }, '[]'],
    ['overland', ingestOverland, { locations: features(7, 1) }, '{"result":"ok"}'],
  ])(
    'reports by %s for its technician, and is answered as it expects',
    async (source, door, body, answer) => {
      const { owner, token } = await aPhone();
      expect(await send(door, token, body)).toEqual([200, answer]);
      expect(await newest(owner)).toEqual({ at: (START + 7) * 1000, lat: 37.7, lng: -122.4, source });
    },
  );

  it('moves the latest position forward only, and keeps late fixes; the same ones again are nothing new', async () => {
    const { owner, token } = await aPhone();
    for (const second of [10, 20, 5, 5, 20]) expect(await osmand(token, second)).toEqual([200, undefined]);
    expect((await newest(owner))?.at).toBe((START + 20) * 1000);
    expect(await kept(owner)).toEqual([1, 1, 1]);
  });

  it('hands over a backlog of any size', async () => {
    const { owner, token } = await aPhone();
    const locations = features(0, 2520);
    expect(await send(ingestOverland, token, { locations })).toEqual([200, '{"result":"ok"}']);
    expect((await newest(owner))?.at).toBe((START + 2519) * 1000);
    expect((await kept(owner)).sort((a, b) => a - b)).toEqual([20, 500, 1000, 1000]);
  });

  it('is heard again after a silence in which its latest item has gone, once it has been looked up', async () => {
    const { owner, id, token } = await aPhone();
    await osmand(token, 1);
    await admit(owner, id, { until: Date.now() - 1, full: 0 });
    await osmand(token, 2);
    expect((await newest(owner))?.at).toBe((START + 2) * 1000);
  });

  it('shares its technician with another phone, and each is revoked alone', async () => {
    const first = await aPhone();
    const second = await aPhone(first.owner);
    await osmand(first.token, 1);
    await osmand(second.token, 2);
    expect((await call(REVOKE, { as: firm.desk, path: { ...of(first.owner), id: first.id } })).status).toBe(
      204,
    );
    await osmand(first.token, 3);
    expect((await newest(first.owner))?.at).toBe((START + 2) * 1000);
    await osmand(second.token, 4);
    expect((await newest(first.owner))?.at).toBe((START + 4) * 1000);
  });
});

describe('a token that leads nowhere', () => {
  it('is answered like any other, and nothing is stored', async () => {
    const { owner, id, token } = await aPhone();
    const other = await aPhone();
    await call(REVOKE, { as: owner, path: { ...of(owner), id } });
    const [account, , secret] = other.token.split('.');
    const borrowed = [account, token.split('.')[1], secret].join('.');
    for (const dead of [token, borrowed, `${token}x`, 'x', '', '%00', 'x'.repeat(5000)]) {
      expect(await send(ingestOsmand, dead, form(1))).toEqual([200, undefined]);
      expect(await send(ingestOwntracks, dead, {})).toEqual([200, '[]']);
      expect(await send(ingestOverland, dead, { locations: features(1, 3) })).toEqual([
        200,
        '{"result":"ok"}',
      ]);
    }
    expect(await itemsOf(owner)).toEqual([]);
    expect(await itemsOf(other.owner)).toEqual([]);
  });

  it('is that of a member whose access has ended, until it is given back', async () => {
    const { handler } = await import('../../../functions/team/provision.ts');
    const [gone, early] = [await aPhone(), await aPhone()];
    await osmand(gone.token, 1);
    for (const { owner } of [gone, early])
      await handler({ member: { memberId: owner.memberId, active: false } });
    for (const { owner, token } of [gone, early]) {
      expect(await osmand(token, 2)).toEqual([200, undefined]);
      expect(await newest(owner)).toBeUndefined();
    }
    await handler({ member: { memberId: gone.owner.memberId, active: true } });
    await osmand(gone.token, 3);
    expect((await newest(gone.owner))?.at).toBe((START + 3) * 1000);
  });
});

describe('a token that is used too fast', () => {
  it.each([
    [59_000, 200],
    [60_500, 429],
  ])('with a bucket that needs %i ms to be full again: %i', async (needed, status) => {
    const { owner, id, token } = await aPhone();
    const admission = { until: Date.now() + 60_000, full: Date.now() + needed };
    await admit(owner, id, admission);
    expect((await osmand(token, 1))[0]).toBe(status);
    const stored = (await newest(owner)) !== undefined;
    expect(stored).toBe(status === 200);
    expect((await send(ingestOwntracks, token, { _type: 'location' }))[0]).toBe(200);
  });

  it('counts late fixes too', async () => {
    const { owner, id, token } = await aPhone();
    for (const second of [9, 1, 2, 3]) await osmand(token, second);
    const latest = (await itemsOf(owner)).find(({ sk }) => sk === 'LATEST');
    const { until, full } = latest?.[admissionName(id)] ?? {};
    expect(full - (until - 86_400_000)).toBeGreaterThanOrEqual(300);
  });
});

describe('the device tokens of a technician', () => {
  it('are made with links and codes to set the apps up, listed without the token, and gone when revoked', async () => {
    const { owner, id, token, made } = await aPhone();
    const address = (source: string) => `https://track.example.com/ingest/${source}/${token}`;
    const parameters = (url: string) => Object.fromEntries(new URL(url).searchParams);
    expect(parameters(made.setupUrls.osmand)).toMatchObject({
      url: address('osmand'),
      interval: '10',
      distance: '0',
      accuracy: 'high',
    });
    expect(parameters(made.setupUrls.overland)).toMatchObject({ url: address('overland'), token });
    const { inline = '' } = parameters(made.setupUrls.owntracks);
    expect(JSON.parse(Buffer.from(inline, 'base64').toString())).toMatchObject({
      _type: 'configuration',
      mode: 3,
      monitoring: 2,
      url: address('owntracks'),
    });
    for (const code of Object.values(made.qrCodes)) expect(code).toMatch(/^<svg [\s\S]+<\/svg>$/);

    const listed = async () => (await call(LIST, { as: firm.desk, path: of(owner) })).body.deviceTokens;
    expect(await listed()).toEqual([{ id, label: 'Old Pixel', createdAt: expect.any(String) }]);
    await osmand(token, 1);
    const [{ lastSeenAt }] = await listed();
    expect(Math.abs(Date.parse(lastSeenAt) - Date.now())).toBeLessThan(60_000);
    await call(REVOKE, { as: firm.owner, path: { ...of(owner), id } });
    expect(await listed()).toEqual([]);
  });

  it('are nowhere in the tables, only their hashes', async () => {
    const { owner, token } = await aPhone();
    await osmand(token, 1);
    const { Items: records = [] } = await documents.send(
      new QueryCommand({
        TableName: recordsTable(),
        KeyConditionExpression: 'pk = :member',
        ExpressionAttributeValues: { ':member': `MEMBER#${owner.memberId}` },
      }),
    );
    expect(records).toHaveLength(2);
    const secret = token.split('.')[2] as string;
    expect(JSON.stringify([records, await itemsOf(owner)])).not.toContain(secret);
  });

  it('are the business of the office and of the technician alone', async () => {
    const { owner, id } = await aPhone();
    const rival = await aCompany();
    const ask = async (as: Who) => [
      (await call(NEW, { as, path: of(owner), body: {} })).status,
      (await call(LIST, { as, path: of(owner) })).status,
      (await call(REVOKE, { as, path: { ...of(owner), id } })).status,
    ];
    for (const stranger of [firm.nina, rival.owner, rival.marcus])
      expect(await ask(stranger)).toEqual([404, 404, 404]);
    expect(await ask(owner)).toEqual([201, 200, 204]);
  });

  it('are five at most, and for technicians who have access', async () => {
    const { owner } = await aPhone();
    const ask = (who: Who, as = firm.desk) => call(NEW, { as, path: of(who), body: {} });
    const statuses = [];
    for (let n = 0; n < 5; n++) statuses.push((await ask(owner)).status);
    expect(statuses).toEqual([201, 201, 201, 201, 409]);
    expect((await ask(firm.owner)).status).toBe(409);
    const { handler } = await import('../../../functions/team/provision.ts');
    await handler({ member: { memberId: firm.nina.memberId, active: false } });
    expect((await ask(firm.nina)).status).toBe(409);
  });
});
