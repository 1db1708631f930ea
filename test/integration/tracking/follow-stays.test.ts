import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as onGeofenceEvent } from '../../../functions/tracking/on-geofence-event.ts';
import { handler as onPositions } from '../../../functions/tracking/on-positions.ts';
import { handler as placeFence } from '../../../functions/tracking/place-fence.ts';
import { handler as sweepFences } from '../../../functions/tracking/sweep-fences.ts';
import { findGeofence, putGeofence } from '../../../local/emulators/geofences.ts';
import { findWhereabouts } from '../../../shared/drives/whereabouts-store.ts';
import { HOUR, instant, MINUTE } from '../../../shared/kernel/time.ts';
import { advanceLatest } from '../../../shared/tracking/latest-store.ts';
import { changeStatus } from '../../../shared/visits/change-status.ts';
import { listFacts } from '../../../shared/visits/fact-store.ts';
import type { Status, Visit } from '../../../shared/visits/visit.ts';
import { findVisit, saveVisit } from '../../../shared/visits/visit-store.ts';
import { beside } from '../../support/drives.ts';
import { putRecord } from '../../support/real-tables.ts';
import { sampleAccount, sampleVisit } from '../../support/sample-visit.ts';
import { FENCES, latestRecord, startTracking } from '../../support/tracking-parts.ts';

let parts: Awaited<ReturnType<typeof startTracking>>;
const account = sampleAccount();
beforeAll(async () => {
  parts = await startTracking();
  await putRecord({ pk: `ACCOUNT#${account.accountId}`, sk: 'ACCOUNT', ...account });
});
afterAll(() => parts.stop());

/** Amazon Location does not take the next fix. */
const REFUSED = { service: 'location', kind: 'item-errors', when: 'before', times: 1 } as const;
const SITE = { lat: 40.7, lng: -74 };
const event = <T>(detail: T, type = 'a fact') => ({ id: 'event_1', 'detail-type': type, detail }) as never;
const standing = (visitId: string) => findGeofence(parts.world.store, FENCES, visitId);
let visits = 0;

/** A visit on the way to which its technician has been for ten minutes. */
async function enRoute(memberId = `stayer_${visits}`, more: Partial<Visit> = {}) {
  visits += 1;
  const since = Date.now() - 10 * MINUTE;
  const visit = sampleVisit({
    visitId: `stay_${visits}`,
    driverId: memberId,
    technicians: [{ memberId, firstName: 'Marcus' }],
    address: { line: '48 Willow Ln', ...SITE, verified: true, timeZone: 'America/New_York' },
    changedAt: instant(since),
    enRouteAt: instant(since),
    link: { hash: `${visits}`.padStart(64, 'a'), generation: 1, expiresAt: instant(since + 24 * HOUR) },
    ...more,
  });
  await saveVisit({ after: visit, facts: [], now: since, radiusMeters: 91.44 });
  const { visitId, accountId } = visit;
  let before: DynamoDBRecord | undefined;
  const streamed = async () => {
    const record = await latestRecord(memberId);
    const OldImage = before?.dynamodb?.NewImage;
    before = record;
    return onPositions({
      Records: [{ ...record, dynamodb: { ...record.dynamodb, ...(OldImage && { OldImage }) } }],
    });
  };
  return {
    visitId,
    memberId,
    streamed,
    /** Fixes so many seconds ago, so many metres east of the site; each comes in alone. */
    async report(...fixes: [ago: number, east: number, speed: number][]) {
      for (const [ago, east, speed] of fixes) {
        const fix = { at: Date.now() - ago * 1000, ...beside(east, 0, SITE), accuracy: 5, speed };
        await advanceLatest({ memberId, accountId }, [fix], Date.now());
        await streamed();
      }
    },
    async step(to: Status, at?: number) {
      const current = (await findVisit(visitId)) ?? expect.fail();
      const by = { role: 'owner' } as const;
      const when = at === undefined ? {} : { at: instant(at) };
      return changeStatus({ visit: current, account, to, by, now: Date.now(), ...when });
    },
    fence: () => placeFence(event({ visitId })),
    /** What Amazon Location raised since the last time, handed over twice, as it may be, and what follows. */
    async located() {
      const raised = parts.world.emitted.splice(0);
      for (const one of [...raised, ...raised]) await onGeofenceEvent({ id: 'event_2', ...one } as never);
      await streamed();
      return raised.map(({ detail }) => (detail as { EventType: string }).EventType);
    },
    visit: async () => (await findVisit(visitId)) ?? expect.fail(),
    left: async () => (await listFacts(visitId)).filter(({ kind }) => kind === 'visit.left'),
    stay: async () => (await findWhereabouts(memberId)).stay,
  };
}

const ARRIVING = [[110, 0, 2]] as const;
const DRIVING_OFF = [
  [40, 160, 10],
  [30, 260, 10],
] as const;

describe('a technician who arrived', () => {
  it('leaves by our own rule and Amazon Location together, told once', async () => {
    const visit = await enRoute();
    await visit.fence();
    await visit.report(...ARRIVING.map((fix) => [...fix] as [number, number, number]));
    expect(await visit.located()).toEqual(['ENTER']);
    expect((await visit.visit()).status).toBe('arrived');
    await visit.report([100, 20, 0], [90, 30, 1]);
    expect(parts.world.emitted).toEqual([]);

    const { updatedAt } = await visit.step('completed');
    await visit.report(...DRIVING_OFF.map((fix) => [...fix] as [number, number, number]));
    expect(await visit.left(), 'as long as it can be asked').toEqual([]);
    expect(await visit.located()).toEqual(['EXIT']);
    const [left, ...more] = await visit.left();
    expect(left).toMatchObject({
      technicianId: visit.memberId,
      by: { role: 'system' },
      evidence: { source: 'geofence', rule: 'drove_off', speedMps: 10 },
    });
    expect(more).toEqual([]);
    expect(await visit.stay()).toBeUndefined();
    const after = await visit.visit();
    expect(after.leftAt).toBe(left?.at);
    expect(after.updatedAt, 'nothing of it shows on the link').toBe(updatedAt);

    await visit.fence();
    expect(standing(visit.visitId)).toBeUndefined();
  });

  it('leaves by our own rule at once when Amazon Location cannot be asked', async () => {
    const visit = await enRoute();
    await visit.fence();
    await visit.report([110, 0, 2]);
    await visit.located();
    parts.world.faults.add({ ...REFUSED, operation: 'BatchEvaluateGeofences' });
    await visit.report([40, 160, 10], [30, 260, 10]);
    expect((await visit.left())[0]?.evidence).toMatchObject({ source: 'position' });
  });

  it('leaves also when a person had marked the arrival, once seen there', async () => {
    const visit = await enRoute();
    await visit.step('arrived', Date.now() - 100_000);
    await visit.report([90, 500, 9], [80, 400, 9]);
    expect(await visit.left(), 'not seen there yet').toEqual([]);
    await visit.report([60, 20, 1], [40, 160, 10], [30, 260, 10]);
    expect((await visit.left())[0]?.evidence).toMatchObject({ source: 'position', rule: 'drove_off' });
    expect((await visit.visit()).status).toBe('arrived');
  });

  it('leaves by setting off to the next, without any position', async () => {
    const first = await enRoute();
    await first.step('arrived');
    const next = await enRoute(first.memberId);
    await next.streamed();
    const [left] = await first.left();
    expect(left).toMatchObject({ reason: 'set_off', technicianId: first.memberId });
    expect(left).not.toHaveProperty('evidence');
    expect(await findWhereabouts(first.memberId)).toMatchObject({ drive: { visitId: next.visitId } });
    expect(await first.stay()).toBeUndefined();
  });

  it('has not left when the arrival was undone', async () => {
    const visit = await enRoute();
    await visit.step('arrived');
    const current = await visit.visit();
    const by = { role: 'owner' } as const;
    await changeStatus({ visit: current, account, to: 'en_route', by, now: Date.now(), reason: 'a mistake' });
    await visit.streamed();
    expect(await visit.left()).toEqual([]);
    expect(await findWhereabouts(visit.memberId)).toMatchObject({ drive: { trip: 2 } });
    expect(await visit.stay()).toBeUndefined();
  });

  it.each([
    ['just in time', 2 * HOUR - MINUTE, 1],
    ['too late to matter', 2 * HOUR + MINUTE, 0],
  ])('who leaves %s after completion', async (_, ago, times) => {
    const visit = await enRoute(undefined, { changedAt: instant(Date.now() - 3 * HOUR) });
    await visit.step('arrived', Date.now() - 2.5 * HOUR);
    await visit.step('completed', Date.now() - ago);
    await visit.report([60, 20, 1], [40, 160, 10], [30, 260, 10]);
    expect(await visit.left()).toHaveLength(times);
    expect(await visit.stay()).toBeUndefined();
  });
});

describe('fences', () => {
  it('stay up after the arrival and are swept within two hours after completion, and when their deletion was missed', async () => {
    const [working, done, missed, waiting] = [
      await enRoute(),
      await enRoute(),
      await enRoute(),
      await enRoute(),
    ];
    for (const one of [working, done, missed, waiting]) await one.fence();
    await working.step('arrived');
    await done.step('arrived');
    await done.step('completed');
    await missed.step('completed');
    for (const one of [working, done]) await one.fence();
    const nobodys = 'visit_of_nobody';
    const circle = { Circle: { Center: [0, 0] as [number, number], Radius: 100 } };
    putGeofence(parts.world.store, FENCES, { GeofenceId: nobodys, Geometry: circle }, Date.now());

    await sweepFences(event({}));
    const left = [working, done, missed, waiting].map(({ visitId }) => standing(visitId) !== undefined);
    expect(left).toEqual([true, true, false, true]);
    expect(standing(nobodys)).toBeUndefined();

    const later = await enRoute(undefined, { changedAt: instant(Date.now() - 3 * HOUR) });
    await later.fence();
    await later.step('arrived', Date.now() - 2 * HOUR);
    await later.step('completed', Date.now() - HOUR - MINUTE);
    await sweepFences(event({}));
    expect(standing(later.visitId), 'two hours will be over before the next sweep').toBeUndefined();
  });
});
