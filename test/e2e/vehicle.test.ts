import { afterAll, beforeAll, expect, it } from 'vitest';
import { company, southOf } from '../support/company.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

it('a vehicle brings its driver to the door while their phone is silent, and is nowhere to be seen after that', async () => {
  const firm = await company(stack, 'fleet');
  const { desk, report, step, technician } = firm;
  const { vehicle } = (await desk('POST', '/vehicles', { name: 'Van 3', description: 'Red van' })).body;
  const path = `/vehicles/${vehicle.vehicleId}`;
  const { token } = (await desk('POST', `${path}/device-token`, {})).body;
  const { visit, link } = await firm.book();
  const drives = async (metres: number) => {
    const { lat, lng } = southOf(metres);
    const position = {
      fixTime: new Date(await stack.now()).toISOString(),
      valid: true,
      latitude: lat,
      longitude: lng,
      speed: metres > 20 ? 20 : 1,
      accuracy: 5,
    };
    const body = { position, device: { uniqueId: '86012' } };
    expect((await stack.call('POST', `/ingest/osmand/${token}`, { body })).status).toBe(200);
    await stack.idle();
  };
  const shown = async () => (await stack.call('GET', `/t/${link.token}/status`)).body;

  await report([southOf(5000)]);
  await step(visit.visitId, 'en_route');
  // Nobody drives it yet: the van moves, and no visit.
  await stack.advance(70);
  await drives(4000);
  expect(await shown()).not.toHaveProperty('position');
  expect((await desk('GET', path)).body.vehicle.position.lat).toBeCloseTo(southOf(4000).lat, 5);

  await desk('PUT', `${path}/driver`, { memberId: technician.memberId });
  await stack.advance(10);
  await drives(3500);
  expect((await shown()).position.lat).toBeCloseTo(southOf(3500).lat, 5);
  await stack.advance(10);
  await report([southOf(3400)]);
  await stack.idle();
  await stack.advance(30);
  await drives(3000);
  expect((await shown()).position.lat).toBeCloseTo(southOf(3400).lat, 5);
  for (const metres of [2000, 1000, 250, 10, 8]) {
    await stack.advance(60);
    await drives(metres);
  }
  expect(await shown()).toMatchObject({ status: 'arrived', technician: { firstName: 'Marcus' } });

  for (const status of ['arrived', 'completed']) {
    await step(visit.visitId, status);
    await stack.advance(60);
    await drives(6000);
    const after = await shown();
    expect(after.status).toBe(status);
    for (const live of ['position', 'route', 'trail', 'eta']) expect(after).not.toHaveProperty(live);
  }
  const { technicians } = (await desk('GET', '/technicians/positions')).body;
  expect(technicians).toMatchObject([{ memberId: technician.memberId, source: 'vehicle' }]);
});
