import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimMessage, settleMessage, stillAt } from '../../../shared/messaging/message-store.ts';
import { putStreetPlan } from '../../../shared/public/sketch/street-plan-store.ts';
import { newDrive } from '../../../shared/tracking/drive-state.ts';
import { putDrive } from '../../../shared/tracking/drive-state-store.ts';
import { encodeLine } from '../../../shared/tracking/route.ts';
import { aCompany, book, type Company, call, startDoors, step } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let firm: Company;

beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors.stop());

const fresh = async () => {
  firm = await aCompany();
  return book(firm);
};
const assign = (visitId: string, ...technicianIds: string[]) =>
  call('PUT /visits/{visitId}/technicians', { as: firm.desk, path: { visitId }, body: { technicianIds } });

describe('a technician’s page', () => {
  it('reads whether the customer was told, once that is true, and when', async () => {
    const { visitId } = await fresh();
    const told = async () =>
      (await call('GET /visits/{visitId}', { as: firm.marcus, path: { visitId } })).body.visit.arrivalToldAt;
    const key = { visitId, kind: 'arrived', occasion: 'once', asked: 'sms' } as const;
    const draft = { channel: 'sms', to: '+14155550123', text: '', generation: 1, segments: 1 } as const;
    await step(firm, visitId, 'en_route', { as: firm.marcus });
    const { body } = await step(firm, visitId, 'arrived', { as: firm.marcus });
    expect(await told()).toBeUndefined();
    const now = Date.now();
    await claimMessage(key, draft, { claim: 'a', holds: stillAt(body.visit), now });
    expect(await told(), 'on its way').toBeUndefined();
    await settleMessage(key, 'a', { state: 'sent' }, now + 2000);
    expect(Date.parse(await told())).toBe(now + 2000);
    await step(firm, visitId, 'completed', { as: firm.marcus });
    expect(await told()).toBeUndefined();
  });

  it('draws the streets around the address, and the way there only while they drive it', async () => {
    const { visitId, visit } = await fresh();
    const map = async (as = firm.marcus, side?: string) =>
      call('GET /visits/{visitId}/map', { as, path: { visitId }, ...(side && { query: { side } }) });
    expect((await map()).body).toEqual({});
    const { lat, lng } = visit.address;
    const lines = [
      {
        kind: 'street',
        name: 'Elm St',
        points: [
          [500, -40],
          [500, 1064],
        ],
      },
    ] as const;
    const house = { lat, lng };
    for (const side of [2400, 6000])
      await putStreetPlan(visitId, { side, lines, house }, Math.floor(Date.now() / 1000) + 900);
    const { streets } = (await map()).body;
    expect([streets.side, streets.names[0][0]]).toEqual([2400, 'Elm St']);
    expect((await map(firm.marcus, '6000')).body.streets.side).toBe(6000);
    expect((await map(firm.marcus, '7000')).status).toBe(400);
    await assign(visitId, firm.marcus.memberId, firm.nina.memberId);
    await step(firm, visitId, 'en_route', { as: firm.marcus });
    const polyline = encodeLine([
      [lng - 0.01, lat],
      [lng, lat],
    ]);
    const route = { polyline, seconds: [0, 60], meters: 880, startedAt: Date.now() };
    await putDrive(
      { ...newDrive({ visitId, trip: 1, accountId: firm.accountId, since: 0 }, firm.marcus.memberId), route },
      Date.now(),
    );
    expect((await map()).body.route).toEqual({ polyline });
    expect((await map(firm.nina)).body).not.toHaveProperty('route');
    await step(firm, visitId, 'arrived', { as: firm.marcus });
    expect((await map()).body).not.toHaveProperty('route');
  });
});
