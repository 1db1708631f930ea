import { afterAll, beforeAll, expect, it } from 'vitest';
import { aCompany, book, type Company, call, startDoors } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors.stop());

/** A week from now, so that no hour of it is over, and eight hours behind. */
const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
const from = (hour: number, hours = 1) => {
  const start = Date.parse(`${day}T00:00:00-08:00`) + hour * 3_600_000;
  return { start: new Date(start).toISOString(), end: new Date(start + hours * 3_600_000).toISOString() };
};
const near = (lat: number) => ({ line: '48 Willow Ln', lat, lng: -122.4269 });
const plan = async (firm: Company, body: object = {}) =>
  (await call('POST /visits/plan', { as: firm.desk, body: { day, ...body } })).body;

it('proposes for each visit nobody has whoever is nearer, around what is planned, and names the rest', async () => {
  const firm = await aCompany();
  const { marcus, nina } = firm;
  const put = async (hour: number, lat: number, technicianIds: string[] = []) =>
    (await book(firm, { address: near(lat), window: from(hour), technicianIds })).visitId;
  await put(9, 37.7, [marcus.memberId]);
  await put(9, 37.8, [nina.memberId]);
  const [north, south, third] = [await put(11, 37.8), await put(11, 37.7), await put(11, 37.75)];
  await call('POST /events', {
    as: firm.desk,
    body: { title: 'Dentist', window: from(14, 3), memberIds: [nina.memberId] },
  });
  const afternoon = await put(15, 37.8);
  const early = await put(5, 37.8);
  const planned = await plan(firm);
  const whose = Object.fromEntries(
    planned.assignments.map(({ visitId, technicianId }: Record<string, string>) => [visitId, technicianId]),
  );
  expect(whose[afternoon]).toBe(marcus.memberId);
  expect(planned.unplaced).toEqual(
    expect.arrayContaining([
      { visitId: early, reason: 'outside_hours' },
      expect.objectContaining({ reason: 'no_time' }),
    ]),
  );
  expect(planned.unplaced).toHaveLength(2);
  expect([north, south, third].filter((visitId) => whose[visitId])).toHaveLength(2);
  const hers = planned.days.find(
    ({ technicianId }: { technicianId: string }) => technicianId === nina.memberId,
  );
  expect(hers.stops.map(({ proposed }: { proposed: boolean }) => proposed)).toEqual([false, true]);
  const one = await plan(firm, { technicianId: nina.memberId, workMinutes: 30, hours: { from: 5, to: 19 } });
  expect(one.assignments.map(({ technicianId }: { technicianId: string }) => technicianId)).toEqual([
    nina.memberId,
    nina.memberId,
  ]);
  expect(one.days).toHaveLength(1);
});

it('is nobody else’s, and only for whom it could be', async () => {
  const [firm, rival] = [await aCompany(), await aCompany()];
  await book(firm, { window: from(9), technicianIds: [] });
  expect((await plan(rival)).unplaced).toEqual([]);
  const ask = async (body: object) => (await call('POST /visits/plan', { as: firm.desk, body })).status;
  expect([
    await ask({ technicianId: rival.marcus.memberId }),
    await ask({ technicianId: firm.desk.memberId }),
    await ask({ hours: { from: 9, to: 9 } }),
    await ask({ workMinutes: 4 }),
    await ask({}),
  ]).toEqual([422, 422, 422, 422, 200]);
});
