import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as ingestOsmand } from '../../../functions/tracking/ingest-osmand.ts';
import { documents, recordsTable } from '../../../shared/kernel/table.ts';
import { findLatest } from '../../../shared/tracking/latest-items-store.ts';
import { findLink } from '../../../shared/visits/link-store.ts';
import { linkHash } from '../../../shared/visits/link-token.ts';
import { showVehicle } from '../../../shared/visits/show-vehicle.ts';
import { aCompany, book, type Company, call, startDoors, step, type Who } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
  firm = await aCompany();
});
afterAll(() => doors.stop());

const DRIVER = 'PUT /vehicles/{vehicleId}/driver';
const START = Date.now() - 600_000;
const second = (n: number) => new Date(START + n * 1000).toISOString();

async function aVan(more: object = {}) {
  const { body } = await call('POST /vehicles', { as: firm.desk, body: { name: 'Van 3', ...more } });
  const vehicleId = String(body.vehicle.vehicleId);
  const path = { vehicleId };
  const made = await call('POST /vehicles/{vehicleId}/device-token', { as: firm.desk, path, body: {} });
  return { vehicleId, path, token: String(made.body.token), url: made.body.url, tokenId: made.body.id };
}
type Van = Awaited<ReturnType<typeof aVan>>;

const drive = (van: Van, who: Who | null) =>
  call(DRIVER, { as: firm.desk, path: van.path, body: { memberId: who?.memberId ?? null } });
const get = async (van: Van) =>
  (await call('GET /vehicles/{vehicleId}', { as: firm.owner, path: van.path })).body.vehicle;
const technician = () => firm.hire('technician', `Driver${Math.random()} One`);

async function post(token: string, body: string | object) {
  const event = {
    rawQueryString: '',
    headers: {},
    pathParameters: { deviceToken: token },
    isBase64Encoded: false,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  } as unknown as APIGatewayProxyEventV2;
  return (await ingestOsmand(event, {} as Context)).statusCode;
}
const at = (n: number, more = '') => `lat=37.7&lon=-122.4&timestamp=${second(n)}${more}`;

/** A visit of theirs, and what its link says they drive. */
async function bookFor(driver: Who) {
  const { visitId, link } = await book(firm, { technicianIds: [driver.memberId] });
  const vehicle = async () => (await findLink(linkHash(link.token)))?.view.technician?.vehicle;
  return { visitId, vehicle };
}

/** What goes on the bus about it. */
async function factsOf({ vehicleId }: Van) {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :facts)',
      ExpressionAttributeValues: { ':pk': `VEHICLE#${vehicleId}`, ':facts': 'FACT#' },
    }),
  );
  return Items;
}
const latest = async ({ memberId }: Who) => (await findLatest([memberId]))[0]?.fixes.at(-1);

describe('a vehicle', () => {
  it('is created once under a key, changed, listed by name, and gone when deleted', async () => {
    const rival = await aCompany();
    const as = rival.desk;
    const create = (name: string, key: string) =>
      call('POST /vehicles', {
        as,
        headers: { 'idempotency-key': key },
        body: { name, description: 'White Ford Transit' },
      });
    const { body } = await create('Van 2', 'a');
    expect((await create('Van 2', 'a')).body).toEqual(body);
    await create('Van 1', 'b');
    const path = { vehicleId: body.vehicle.vehicleId };
    const change = { name: 'Van 9', description: null, plate: '8ABC123' };
    const changed = await call('PATCH /vehicles/{vehicleId}', { as, path, body: change });
    expect(changed.body.vehicle).toMatchObject({ name: 'Van 9', plate: '8ABC123' });
    expect(changed.body.vehicle).not.toHaveProperty('description');
    const names = async () =>
      (await call('GET /vehicles', { as })).body.vehicles.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(['Van 1', 'Van 9']);
    expect((await call('DELETE /vehicles/{vehicleId}', { as, path })).status).toBe(204);
    expect(await names()).toEqual(['Van 1']);
    expect((await call('GET /vehicles/{vehicleId}', { as, path })).status).toBe(404);
  });

  it('has one driver, who drives one vehicle, and remembers who drove when', async () => {
    const [first, other] = [await aVan(), await aVan()];
    const [ana, ben] = [await technician(), await technician()];
    expect((await drive(first, ana)).body.vehicle.driver).toMatchObject({
      memberId: ana.memberId,
      name: expect.stringMatching(/ One$/),
    });
    await drive(first, ana);
    await drive(other, ana);
    expect((await get(first)).driver).toBeUndefined();
    await drive(other, ben);
    await drive(first, ana);
    await drive(other, null);
    expect([(await get(first)).driver.memberId, (await get(other)).driver]).toEqual([
      ana.memberId,
      undefined,
    ]);
    const turns = async (van: Van) =>
      (await call('GET /vehicles/{vehicleId}/drivers', { as: firm.desk, path: van.path })).body.drivers;
    const [now, before] = await turns(first);
    expect([now.memberId, now.until, before.memberId]).toEqual([ana.memberId, undefined, ana.memberId]);
    expect((await turns(other)).map(({ memberId }: Who) => memberId)).toEqual([ben.memberId, ana.memberId]);
    for (const { since, until } of [before, ...(await turns(other))]) expect(until >= since).toBe(true);
  });

  it('is driven by one at a time, whoever asks at once', async () => {
    const vans = [await aVan(), await aVan(), await aVan()];
    const ana = await technician();
    const answers = await Promise.all(vans.map((van) => drive(van, ana)));
    for (const { status } of answers) expect([200, 409]).toContain(status);
    const driven = (await Promise.all(vans.map(get))).filter(({ driver }) => driver);
    expect(driven).toHaveLength(1);
  });

  it('is driven by active technicians of its account alone', async () => {
    const [van, rival, gone] = [await aVan(), await aCompany(), await technician()];
    const { handler } = await import('../../../functions/team/provision.ts');
    await handler({ member: { memberId: gone.memberId, active: false } });
    for (const who of [rival.marcus, firm.desk, gone, { ...gone, memberId: 'nobody' }])
      expect((await drive(van, who)).status).toBe(422);
  });
});

describe("a vehicle's tracker", () => {
  it('moves the vehicle alone while nobody drives, and its driver from then on', async () => {
    const [van, ana] = [await aVan(), await technician()];
    expect(van.url).toBe(`https://track.example.com/ingest/osmand/${van.token}`);
    expect(await post(van.token, at(1, '&accuracy=4'))).toBe(200);
    expect((await get(van)).position).toMatchObject({ lat: 37.7, at: second(1), accuracy: 4 });
    await drive(van, ana);
    await post(van.token, at(2));
    expect(await latest(ana)).toBeUndefined();
    const fresh = new Date().toISOString();
    await post(van.token, `lat=37.8&lon=-122.4&timestamp=${fresh}`);
    expect(await latest(ana)).toMatchObject({ lat: 37.8, source: 'vehicle', at: Date.parse(fresh) });
    const { technicians } = (await call('GET /technicians/positions', { as: firm.desk })).body;
    expect(technicians.find(({ memberId }: Who) => memberId === ana.memberId)).toMatchObject({
      source: 'vehicle',
      at: fresh,
    });
    await drive(van, null);
    await post(van.token, `lat=37.9&lon=-122.4&timestamp=${new Date(Date.now() + 1000).toISOString()}`);
    expect(await latest(ana)).toMatchObject({ lat: 37.8 });
    expect((await get(van)).position.lat).toBe(37.9);
  });

  it('is a Traccar server too, which forwards positions of its devices', async () => {
    const van = await aVan();
    const position = {
      deviceTime: second(1),
      fixTime: second(1).replace('Z', '+00:00'),
      outdated: false,
      valid: true,
      latitude: 37.71,
      longitude: -122.41,
      speed: 10,
      course: 90,
      accuracy: 0,
      attributes: { batteryLevel: 80, motion: true },
    };
    expect(await post(van.token, { position, device: { uniqueId: '1', name: 'Van' } })).toBe(200);
    expect((await get(van)).position).toMatchObject({
      lat: 37.71,
      lng: -122.41,
      at: second(1),
      accuracy: null,
      speed: 5.1,
      heading: 90,
    });
    for (const bad of [{ outdated: true }, { valid: false }])
      await post(van.token, { position: { ...position, ...bad, fixTime: second(2) } });
    expect((await get(van)).position.at).toBe(second(1));
  });

  it('counts no more when its token is revoked, or its vehicle is gone', async () => {
    const [van, other] = [await aVan(), await aVan()];
    for (const { token } of [van, other]) await post(token, at(1));
    const path = { ...van.path, trackerId: van.tokenId };
    expect(
      (await call('DELETE /vehicles/{vehicleId}/device-tokens/{trackerId}', { as: firm.desk, path })).status,
    ).toBe(204);
    await call('DELETE /vehicles/{vehicleId}', { as: firm.desk, path: other.path });
    for (const { token } of [van, other]) expect(await post(token, at(2))).toBe(200);
    expect((await get(van)).position.at).toBe(second(1));
    const { findTracked } = await import('../../../shared/tracking/tracker-store.ts');
    expect([...(await findTracked([other.vehicleId]))]).toEqual([]);
  });

  it('tells how it is driven, and the list says by whom', async () => {
    const [van, ana] = [await aVan(), await technician()];
    await post(van.token, at(1, '&alarm=hardBraking&speed=20'));
    await post(van.token, at(1, '&alarm=hardBraking&speed=20'));
    await post(van.token, at(2, '&alarm=sos'));
    await post(van.token, `alarm=powerCut&timestamp=${second(3)}`);
    await drive(van, ana);
    const now = new Date().toISOString();
    const position = { fixTime: now, deviceTime: now, valid: true, latitude: 37.7, longitude: -122.4 };
    const alarm = 'overspeed,hardCornering,hardAcceleration';
    await post(van.token, { position: { ...position, attributes: { alarm } }, device: {} });
    await drive(van, null);
    await post(van.token, { position: { ...position, attributes: { alarm: 'hardBraking' } }, device: {} });

    const list = async (key: string, path: Record<string, string>, query = {}) =>
      (await call(key, { as: firm.desk, path, query })).body.events;
    const EVENTS = 'GET /vehicles/{vehicleId}/events';
    const events = await list(EVENTS, van.path);
    const brief = events.map((one: { kind: string; memberId?: string }) => [one.kind, one.memberId]);
    expect(brief).toEqual([
      ['speeding', ana.memberId],
      ['hard_cornering', ana.memberId],
      ['hard_braking', ana.memberId],
      ['hard_acceleration', ana.memberId],
      ['power_cut', undefined],
      ['hard_braking', undefined],
    ]);
    expect(events.at(-1)).toMatchObject({ at: second(1), lat: 37.7, lng: -122.4, speed: 10.3 });
    expect(await list(EVENTS, van.path, { from: second(1), to: second(3) })).toHaveLength(1);
    const driven = await list('GET /team/members/{memberId}/vehicle-events', { memberId: ana.memberId });
    expect(driven.map(({ kind }: { kind: string }) => kind)).toEqual(
      brief.slice(0, 4).map(([kind]: string[]) => kind),
    );
  });
});

describe('what customers are told to look out for', () => {
  it('is the vehicle the technician drives when it is told, else the one entered for them', async () => {
    const { handler } = await import('../../../functions/team/provision.ts');
    await handler({ member: { memberId: firm.nina.memberId, vehicle: 'Her own car' } });
    const { visitId, vehicle } = await bookFor(firm.nina);
    await step(firm, visitId, 'dispatched');
    expect(await vehicle()).toBe('Her own car');
    const van = await aVan({ description: 'White Ford Transit' });
    await drive(van, firm.nina);
    await step(firm, visitId, 'en_route');
    expect(await vehicle()).toBe('White Ford Transit');
  });

  it('follows a change in the middle of the drive, and only there', async () => {
    const driver = await technician();
    const [there, later] = [await bookFor(driver), await bookFor(driver)];
    for (const { visitId } of [there, later]) await step(firm, visitId, 'dispatched');
    await step(firm, there.visitId, 'en_route');
    const van = await aVan({ description: 'White Ford Transit' });
    await drive(van, driver);
    const [fact] = await factsOf(van);
    expect(fact).toMatchObject({ kind: 'vehicle.driver_changed', memberId: driver.memberId });
    // Told twice, it is the same.
    for (const _ of [1, 2]) await showVehicle(driver.memberId, Date.now());
    expect(await there.vehicle()).toBe('White Ford Transit');
    expect(await later.vehicle()).toBeUndefined();
    const { body } = await call('GET /visits/{visitId}', { as: firm.desk, path: { visitId: there.visitId } });
    expect(body.visit.version).toBe(4);
    await call('PATCH /vehicles/{vehicleId}', {
      as: firm.desk,
      path: van.path,
      body: { description: 'Blue Ford Transit' },
    });
    await showVehicle(driver.memberId, Date.now());
    expect(await there.vehicle()).toBe('Blue Ford Transit');
    expect(await factsOf(van)).toHaveLength(2);
    await step(firm, there.visitId, 'arrived');
    await drive(van, null);
    await showVehicle(driver.memberId, Date.now());
    expect(await there.vehicle()).toBe('Blue Ford Transit');
  });

  it('ends with the driver: whoever is no technician any more drives nothing', async () => {
    const { handler } = await import('../../../functions/team/provision.ts');
    const [gone, promoted] = [await technician(), await technician()];
    const [van, other] = [await aVan(), await aVan()];
    await drive(van, gone);
    await drive(other, promoted);
    await handler({ member: { memberId: gone.memberId, active: false } });
    await handler({ member: { memberId: promoted.memberId, role: 'dispatcher' } });
    for (const one of [van, other]) expect((await get(one)).driver).toBeUndefined();
    expect((await drive(van, gone)).status).toBe(422);
  });
});
