import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aCompany, book, type Company, call, newVisit, startDoors } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors.stop());
beforeEach(async () => {
  firm = await aCompany();
});

const NOWHERE = { line: 'Behind the moon' };
const ELSEWHERE = { line: 'Beyond the sea' };
const move = (visitId: string, address: object) =>
  call('PATCH /visits/{visitId}', { as: firm.desk, path: { visitId }, body: { address } });
const alerts = async (open: boolean) =>
  (await call('GET /alerts', { as: firm.desk, query: { open: String(open) } })).body.alerts;

describe('an address that cannot be found', () => {
  it('is told to the office with the visit, once, by whomever it is booked again', async () => {
    const visit = newVisit(firm, { address: NOWHERE, externalId: 'crm-1' });
    for (const _ of ['once', 'again']) await call('POST /visits', { as: firm.desk, body: visit });
    await book(firm);
    const [alert, ...others] = await alerts(true);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: 'address_unverified', text: expect.stringContaining(NOWHERE.line) });
  });

  it('is told of when the visit is moved there, and moot when it is known where that is', async () => {
    const { visitId, visit } = await book(firm);
    await move(visitId, NOWHERE);
    await move(visitId, { ...NOWHERE, timeZone: 'America/Denver' });
    expect(await alerts(true)).toMatchObject([{ kind: 'address_unverified', visitId }]);
    const { lat, lng } = visit.address;
    await move(visitId, { ...NOWHERE, lat, lng });
    expect(await alerts(true)).toEqual([]);
    const [moot] = await alerts(false);
    expect(moot).toMatchObject({ visitId, acknowledgedAt: expect.any(String) });
    expect(moot).not.toHaveProperty('acknowledgedBy');
  });

  it('gives way to the next one', async () => {
    const { visitId } = await book(firm, { address: NOWHERE });
    await move(visitId, ELSEWHERE);
    expect(await alerts(true)).toMatchObject([{ text: expect.stringContaining(ELSEWHERE.line) }]);
    await move(visitId, NOWHERE);
    expect(await alerts(true), 'told of before').toEqual([]);
  });

  it('that somebody has seen to stays theirs', async () => {
    const { visitId } = await book(firm, { address: NOWHERE });
    const [{ alertId }] = await alerts(true);
    await call('POST /alerts/{alertId}/acknowledge', { as: firm.desk, path: { alertId } });
    const moved = await move(visitId, { ...NOWHERE, lat: 37.7596, lng: -122.4269 });
    expect(moved.body.visit.address.verified).toBe(true);
    expect(await alerts(false)).toMatchObject([{ acknowledgedBy: firm.desk.memberId }]);
  });
});
