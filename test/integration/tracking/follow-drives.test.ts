import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBBatchResponse } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as onGeofenceEvent } from '../../../functions/tracking/on-geofence-event.ts';
import { handler as onPositions } from '../../../functions/tracking/on-positions.ts';
import { handler as placeFence } from '../../../functions/tracking/place-fence.ts';
import { findGeofence } from '../../../local/emulators/geofences.ts';
import { driveKey } from '../../../shared/drives/drive.ts';
import { documents, positionsTable } from '../../../shared/kernel/table.ts';
import { instant } from '../../../shared/kernel/time.ts';
import { advanceLatest } from '../../../shared/tracking/latest-store.ts';
import { findLive } from '../../../shared/tracking/live-store.ts';
import type { Visit } from '../../../shared/visits/visit.ts';
import { findVisit, saveVisit } from '../../../shared/visits/visit-store.ts';
import { beside } from '../../support/drives.ts';
import { putRecord } from '../../support/real-tables.ts';
import { sampleAccount, sampleVisit } from '../../support/sample-visit.ts';
import { FENCES, latestRecord, startTracking } from '../../support/tracking-parts.ts';

let parts: Awaited<ReturnType<typeof startTracking>>;
beforeAll(async () => {
  parts = await startTracking();
  const account = sampleAccount();
  await putRecord({ pk: `ACCOUNT#${account.accountId}`, sk: 'ACCOUNT', ...account });
});
afterAll(() => parts.stop());

/** Amazon Location takes all of the next batch but one. */
const ITEM_ERRORS = { service: 'location', kind: 'item-errors', when: 'before', times: 1 } as const;
const SITE = { lat: 40.7, lng: -74 };
const place = (east: number, north: number) => beside(east, north, SITE);
let visits = 0;

/** A visit whose technician set off so many seconds ago, and everything that happens to it. */
async function enRoute(more: Partial<Visit> = {}, ago = 600) {
  visits += 1;
  const since = Date.now() - ago * 1000;
  const memberId = `member_${visits}`;
  const visit = sampleVisit({
    visitId: `visit_${visits}`,
    driverId: memberId,
    technicians: [{ memberId, firstName: 'Marcus' }],
    address: { line: '48 Willow Ln', ...SITE, verified: true, timeZone: 'America/New_York' },
    changedAt: instant(since),
    enRouteAt: instant(since),
    link: { hash: String(visits).repeat(64), generation: 1, expiresAt: instant(since + 86_400_000) },
    ...more,
  });
  await saveVisit({ after: visit, facts: [], now: since, radiusMeters: 91.44 });
  const { visitId, accountId, trip } = visit;
  const reporter = { memberId, accountId };
  const record = () => latestRecord(memberId);
  const deliver = async (...records: Awaited<ReturnType<typeof record>>[]): Promise<DynamoDBBatchResponse> =>
    onPositions({ Records: records });
  return {
    visitId,
    record,
    deliver,
    streamed: async () => deliver(await record()),
    report: (...fixes: [second: number, east: number, north: number, speed: number][]) =>
      advanceLatest(
        reporter,
        fixes.map(([second, east, north, speed]) => ({
          at: since + second * 1000,
          ...place(east, north),
          accuracy: 5,
          speed,
        })),
        Date.now(),
      ),
    live: () => findLive(visitId, trip),
    fence: () => placeFence(fact(visitId)),
    /** What Amazon Location raised since the last time, handed over twice, as it may be. */
    async geofenceEvents() {
      const raised = parts.world.emitted.splice(0);
      for (const event of [...raised, ...raised]) await onGeofenceEvent(envelope(event));
      return raised.map(({ detail }) => (detail as { EventType: string }).EventType);
    },
    status: async () => (await findVisit(visitId))?.status,
  };
}

const envelope = <T extends object>(event: T) =>
  ({ id: 'event_1', ...event }) as unknown as Parameters<typeof onGeofenceEvent>[0];
const fact = (visitId: string) =>
  ({ id: 'event_2', 'detail-type': 'visit.en_route', detail: { visitId } }) as unknown as Parameters<
    typeof placeFence
  >[0];

describe('a drive', () => {
  it('is shown on the way and ends with the arrival, told by Amazon Location and the fixes together', async () => {
    const drive = await enRoute({}, 280);
    await drive.fence();
    await drive.report([-20, 0, -3050, 0]);
    await drive.streamed();
    const setOff = await drive.live();
    expect(setOff?.eta?.distanceMeters).toBeGreaterThan(2500);
    expect(setOff).not.toHaveProperty('position');

    await drive.report([50, 0, -2600, 11], [60, 0, -2450, 11]);
    await drive.streamed();
    const onTheWay = await drive.live();
    expect(onTheWay?.position).toMatchObject({ lat: expect.closeTo(place(0, -2450).lat, 5), accuracy: 5 });
    expect(onTheWay?.route?.polyline).toBeTruthy();
    expect(onTheWay?.eta?.distanceMeters).toBeLessThan(setOff?.eta?.distanceMeters ?? 0);
    expect(await drive.geofenceEvents()).toEqual([]);

    await drive.report([250, 0, -110, 12], [260, 0, -20, 2]);
    await drive.streamed();
    expect(await drive.status()).toBe('en_route');
    expect(await drive.geofenceEvents()).toEqual(['ENTER']);
    await drive.streamed();
    expect(await drive.status()).toBe('arrived');
  });

  it('arrives also when the record that tells of ENTER overtakes the one with the fix', async () => {
    const drive = await enRoute({}, 60);
    await drive.fence();
    await drive.report([10, 0, -300, 12]);
    await drive.streamed();
    await drive.report([30, 0, -60, 9]);
    await drive.streamed();
    await drive.report([40, 0, -20, 2]);
    const fix = await drive.record();
    await drive.geofenceEvents();
    await drive.deliver(await drive.record(), fix);
    expect(await drive.status()).toBe('arrived');
  });

  it('does not begin again when its records come twice', async () => {
    const drive = await enRoute();
    await drive.report([10, 0, -2000, 11], [60, 0, -1500, 11]);
    const record = await drive.record();
    await drive.deliver(record);
    const first = await drive.live();
    await drive.deliver(record, record);
    expect(await drive.live()).toEqual(first);
  });

  it('that goes on to another address still hides where it began, and only that', async () => {
    const drive = await enRoute();
    await drive.report([10, 0, -3000, 11], [40, 0, -2650, 11]);
    await drive.streamed();
    const before = (await findVisit(drive.visitId)) ?? expect.fail();
    const now = Date.parse(before.changedAt) + 60_000;
    const after: Visit = { ...before, trip: before.trip + 1, version: 9, changedAt: instant(now) };
    await saveVisit({ before, after, facts: [], now, radiusMeters: 91.44 });
    const shown = async () => (await findLive(drive.visitId, after.trip))?.position !== undefined;
    await drive.report([70, 0, -2640, 11]);
    await drive.streamed();
    expect(await shown()).toBe(true);
    await drive.report([100, 0, -2900, 11]);
    await drive.streamed();
    expect(await shown()).toBe(false);
  });

  it('shows nothing of an address that could not be verified', async () => {
    const drive = await enRoute({
      address: { line: 'Old mill', verified: false, timeZone: 'America/New_York' },
    });
    await drive.report([10, 0, -2000, 11], [60, 0, -1000, 11]);
    expect(await drive.streamed()).toEqual({ batchItemFailures: [] });
    expect(await drive.live()).toBeUndefined();
  });

  it('does not hear of fences and devices of others', async () => {
    const [mine, other] = [await enRoute({}, 80), await enRoute({}, 80)];
    await Promise.all([mine.fence(), other.fence()]);
    await mine.report([10, 0, -400, 11], [60, 0, -10, 1]);
    await mine.streamed();
    await mine.geofenceEvents();
    await mine.streamed();
    await other.streamed();
    expect([await mine.status(), await other.status()]).toEqual(['arrived', 'en_route']);
  });

  it('ends with the arrival also when Amazon Location is out of order', async () => {
    const drive = await enRoute({}, 80);
    process.env['FENCES'] = 'no-such-collection';
    await drive.report([10, 0, -300, 11], [60, 0, -10, 1]);
    await drive.streamed();
    process.env['FENCES'] = FENCES;
    expect(await drive.status()).toBe('arrived');
  });

  it('ends by nothing that is minutes old, but by the next fix that shows the van still there', async () => {
    const drive = await enRoute();
    await drive.fence();
    await drive.report([10, 0, -300, 11], [60, 0, -10, 1]);
    await drive.streamed();
    await drive.geofenceEvents();
    await drive.streamed();
    expect(await drive.status()).toBe('en_route');
    await drive.report([595, 0, -12, 0]);
    await drive.streamed();
    expect(await drive.status()).toBe('arrived');
  });

  it('ends by its own fixes when Amazon Location refuses one of them, and the others of the batch do not', async () => {
    const [refused, taken] = [await enRoute({}, 80), await enRoute({}, 80)];
    await Promise.all([refused.fence(), taken.fence()]);
    for (const drive of [refused, taken]) await drive.report([10, 0, -300, 11], [60, 0, -10, 1]);
    parts.world.faults.add({ ...ITEM_ERRORS, operation: 'BatchEvaluateGeofences' });
    await refused.deliver(await refused.record(), await taken.record());
    expect([await refused.status(), await taken.status()]).toEqual(['arrived', 'en_route']);
    expect(await taken.geofenceEvents()).toContain('ENTER');
    await taken.streamed();
    expect(await taken.status()).toBe('arrived');
  });

  it('goes on from what an older version kept of it, with an arrival time made anew', async () => {
    const drive = await enRoute({}, 100);
    await drive.report([10, 0, -3000, 11]);
    await drive.streamed();
    const Key = driveKey(drive.visitId, 1);
    const { Item } = await documents.send(new GetCommand({ TableName: positionsTable(), Key }));
    const eta = { arrivesAt: Date.now() + 3_600_000, meters: 3000, asOf: Item?.['eta'].asOf };
    await documents.send(new PutCommand({ TableName: positionsTable(), Item: { ...Item, schema: 1, eta } }));
    await drive.report([50, 400, -2600, 11]);
    expect(await drive.streamed()).toEqual({ batchItemFailures: [] });
    const told = (await drive.live())?.eta?.arrivesAt ?? expect.fail();
    expect(Date.parse(told) - Date.now()).toBeLessThan(1_800_000);
  });

  it('where there is no way to drive is shown without a time, and its arrival is noticed', async () => {
    const drive = await enRoute({}, 280);
    await drive.fence();
    parts.world.faults.add({ service: 'geo-routes', kind: 'no-route', when: 'before', times: 1 });
    await drive.report([10, 0, -3000, 11], [50, 0, -2600, 11]);
    await drive.streamed();
    const live = await drive.live();
    expect(live?.position).toBeDefined();
    expect(live?.eta).toBeUndefined();
    await drive.report([250, 0, -110, 12], [260, 0, -20, 2]);
    await drive.streamed();
    expect(await drive.geofenceEvents()).toContain('ENTER');
    await drive.streamed();
    expect(await drive.status()).toBe('arrived');
  });
});

describe('the fence around an address', () => {
  const standing = (visitId: string) => findGeofence(parts.world.store, FENCES, visitId);

  it('stands while the visit is en route, whatever the events say', async () => {
    const drive = await enRoute();
    await drive.fence();
    await drive.fence();
    expect(standing(drive.visitId)).toMatchObject({ center: [SITE.lng, SITE.lat], radius: 91.44 });

    const visit = (await findVisit(drive.visitId)) ?? expect.fail();
    const after: Visit = { ...visit, status: 'dispatched', version: visit.version + 1 };
    await saveVisit({ before: visit, after, facts: [], now: Date.now() });
    parts.world.faults.add({ ...ITEM_ERRORS, operation: 'BatchDeleteGeofence' });
    await expect(drive.fence(), 'tried again by whoever delivers the event').rejects.toThrow(
      'InternalServer',
    );
    await drive.fence();
    await drive.fence();
    expect(standing(drive.visitId)).toBeUndefined();
  });
});
