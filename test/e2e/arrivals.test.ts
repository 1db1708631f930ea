import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { company, SITE, southOf } from '../support/company.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let firm: Awaited<ReturnType<typeof company>>;
let companies = 0;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());
beforeEach(async () => {
  companies += 1;
  firm = await company(stack, `firm-${companies}`);
});

/** The van is seen there, so many seconds after it was last, and all that follows from it has followed. */
async function seen(place: { lat: number; lng: number }, speed: number, after = 20) {
  await stack.advance(after);
  await firm.report([{ ...place, speed }]);
  await stack.idle();
}

async function told(token: string) {
  await stack.idle();
  return (await stack.call('GET', `/t/${token}/status`)).body;
}

async function setOff(visitId: string) {
  await firm.report([southOf(4000)]);
  await stack.advance(5);
  expect((await firm.phone('POST', `/visits/${visitId}/status`, { status: 'en_route' })).status).toBe(200);
  await stack.idle();
}

async function arrivals(visitId: string) {
  const { body } = await firm.desk('GET', `/visits/${visitId}/timeline`);
  const entries: { kind: string; evidence?: object }[] = body.entries;
  return entries.filter(({ kind }) => kind === 'visit.arrived').map(({ evidence }) => evidence);
}

describe('an arrival the system marked by mistake', () => {
  it('is taken back by the technician, told again to nobody, and marked again once the circle was left', async () => {
    const { visit, link } = await firm.book();
    const undo = () => firm.phone('POST', `/visits/${visit.visitId}/status`, { status: 'en_route' });
    await setOff(visit.visitId);
    await seen(southOf(1500), 12, 120);
    await seen(southOf(60), 1, 90);
    expect((await told(link.token)).status).toBe('arrived');

    await stack.advance(60);
    expect((await undo()).body.visit.status).toBe('en_route');
    // Parked, its receiver wandering over the rim and back.
    for (const metres of [60, 92, 78, 94, 70]) await seen(southOf(metres), 0);
    expect((await told(link.token)).status).toBe('en_route');

    await seen(southOf(400), 9);
    await seen(southOf(20), 1, 40);
    expect((await told(link.token)).status).toBe('arrived');
    expect(await arrivals(visit.visitId)).toHaveLength(2);
    const texts = (await stack.outbox()).filter(({ to }) => to === visit.customer.phone);
    expect(texts.map(({ text }) => text.includes('has arrived'))).toEqual([false, true]);

    await stack.advance(121);
    expect((await undo()).status).toBe(409);
  });
});

describe('an address that is moved', () => {
  const elsewhere = { lat: SITE.lat, lng: SITE.lng + 0.05 };
  const near = (metres: number) => ({ ...elsewhere, lat: elsewhere.lat - metres / 111_195 });
  const move = (visitId: string, place: object) =>
    firm.desk('PATCH', `/visits/${visitId}`, { address: { line: '9 Elm St', ...place } });

  it('takes circle, arrival time and page with it, and what was seen at the old one settles nothing', async () => {
    const { visit, link } = await firm.book();
    await setOff(visit.visitId);
    expect(await stack.fenceOf(visit.visitId)).toEqual(SITE);
    await seen(southOf(1500), 12, 120);
    const before = (await told(link.token)).eta;
    // Amazon Location has said ENTER of the old circle; slow, it would be an arrival.
    await seen(southOf(80), 9, 90);
    expect((await move(visit.visitId, elsewhere)).status).toBe(200);
    await seen(southOf(20), 1);
    await seen(southOf(15), 0);

    const after = await told(link.token);
    expect(after).toMatchObject({ status: 'en_route', address: { line: '9 Elm St', ...elsewhere } });
    expect(after.eta.distanceMeters).toBeGreaterThan(before.distanceMeters);
    expect(await stack.fenceOf(visit.visitId)).toEqual(elsewhere);

    await seen(near(1500), 12, 300);
    await seen(near(30), 1, 100);
    expect((await told(link.token)).status).toBe('arrived');
    expect(await arrivals(visit.visitId)).toEqual([
      expect.objectContaining({ source: 'geofence', distanceMeters: 30 }),
    ]);
  });

  it('before anybody sets off is where the circle will stand, and the streets of the old one are gone', async () => {
    const { visit, link } = await firm.book({ address: { line: '402 Main St' } });
    const page = async () => (await stack.call('GET', `/t/${link.token}`)).text;
    await firm.step(visit.visitId, 'dispatched');
    await stack.idle();
    expect(await page()).toContain('id="streets"');
    // Dolores Park is on no map that this stack has.
    expect((await move(visit.visitId, SITE)).status).toBe(200);
    await stack.idle();
    expect(await page()).not.toContain('id="streets"');
    expect(await stack.fenceOf(visit.visitId)).toBeUndefined();
    await setOff(visit.visitId);
    expect(await stack.fenceOf(visit.visitId)).toEqual(SITE);
  });
});
