import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { declareScheduleGroup } from '../../../local/emulators/kept-schedules.ts';
import { createScheduler } from '../../../local/emulators/scheduler.ts';
import type { Schedule } from '../../../local/emulators/schedules.ts';
import { listAlerts } from '../../../shared/alerts/list-alerts.ts';
import { raiseAlert } from '../../../shared/alerts/raise-alert.ts';
import { epoch, HOUR, instant, MINUTE, SECOND } from '../../../shared/kernel/time.ts';
import { accountKey } from '../../../shared/team/account-store.ts';
import { lateAlert } from '../../../shared/timers/alert-words.ts';
import { attendVisit } from '../../../shared/timers/attend-visit.ts';
import { createVisitTimer } from '../../../shared/timers/visit-timer.ts';
import { findLatest } from '../../../shared/tracking/latest-items-store.ts';
import { advanceLatest } from '../../../shared/tracking/latest-store.ts';
import { changeVisit } from '../../../shared/visits/change-visit.ts';
import { decideStep } from '../../../shared/visits/decide-step.ts';
import { editVisit } from '../../../shared/visits/edit-visit.ts';
import { listFacts } from '../../../shared/visits/fact-store.ts';
import { hold, release } from '../../../shared/visits/hold.ts';
import { findLink } from '../../../shared/visits/link-store.ts';
import type { Status, Visit } from '../../../shared/visits/visit.ts';
import { findVisit, saveVisit } from '../../../shared/visits/visit-store.ts';
import { aVisit, DESK, NOW, SETTINGS } from '../../support/a-visit.ts';
import { putRecord, startTables } from '../../support/real-tables.ts';
import { createWorld, serveEmulators } from '../../support/serve-emulators.ts';

const world = createWorld(NOW);
const START = epoch(aVisit().window.start);
const END = epoch(aVisit().window.end);
const M = START + 30 * MINUTE;

let stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const tables = await startTables();
  declareScheduleGroup(world.store, 'visits');
  const served = await serveEmulators(createScheduler(world));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: served.client.endpoint,
    TIMER_GROUP: 'visits',
    TIMER_BUS_ARN: 'arn:aws:events:us-east-1:123456789012:event-bus/facts',
    TIMER_ROLE_ARN: 'arn:aws:iam::123456789012:role/timers',
    TIMER_DEAD_LETTERS_ARN: 'arn:aws:sqs:us-east-1:123456789012:lost',
  });
  stops = [tables.stop, served.stop];
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

let visits = 0;
let visit: Visit;
beforeEach(async () => {
  const number = ++visits;
  const driver = { memberId: `marcus_${number}`, firstName: 'Marcus' };
  const [visitId, accountId] = [`visit_${number}`, `account_${number}`];
  const link = { ...aVisit().link, hash: `hash_${number}` };
  visit = aVisit({ visitId, accountId, link, technicians: [driver] });
  await putRecord({ ...accountKey(accountId), accountId, enabled: true, settings: SETTINGS, version: 1 });
  await saveVisit({ after: visit, facts: [], now: NOW });
});

const now = () => findVisit(visit.visitId).then((found) => found ?? expect.fail('the visit is gone'));
/** When the timers of the visit are due, epoch ms. */
const timers = () =>
  world.store.list<Schedule>('schedules', `visits/${visit.visitId}.`).map(({ value }) => value.dueAt);
const alerts = async (at = NOW + 48 * HOUR) =>
  (await listAlerts({ accountId: visit.accountId, now: at })).alerts.map(({ kind }) => kind);
const marks = async () =>
  (await listFacts(visit.visitId)).filter(({ by }) => by.role === 'system').map(({ kind }) => kind);
const change = async (at: number, decide: Parameters<typeof changeVisit>[1]) =>
  changeVisit({ visit: await now(), now: at, radiusMeters: 91.44 }, decide);
const step = (to: Status, at: number) =>
  change(at, (current) =>
    decideStep(current, { to, by: DESK, now: at, reason: 'because', settings: SETTINGS }),
  );
const heard = (at: number) =>
  advanceLatest(
    { memberId: visit.technicians[0]?.memberId ?? '', accountId: visit.accountId },
    [{ at, lat: 37.7, lng: -122.4 }],
    at,
  );

describe('the timer of a visit', () => {
  it('is set, moved with it, and taken away when nothing can come of it', async () => {
    await attendVisit(visit.visitId, NOW);
    expect(timers()).toEqual([M]);
    const window = { start: instant(START + HOUR), end: instant(END + HOUR) };
    await change(NOW, (current) => editVisit(current, { window }, { by: DESK, now: NOW }));
    await attendVisit(visit.visitId, NOW);
    expect(timers()).toEqual([M + HOUR]);
    await change(NOW, (current) => hold(current, 'rain', { by: DESK, now: NOW }));
    await attendVisit(visit.visitId, NOW);
    expect(timers()).toEqual([]);
    await change(NOW, (current) => release(current, { by: DESK, now: NOW }));
    await attendVisit(visit.visitId, NOW);
    expect(timers()).toEqual([M + HOUR]);
    await step('cancelled', NOW);
    await attendVisit(visit.visitId, NOW);
    expect(timers()).toEqual([]);
  });

  it('is one, however many look at once', async () => {
    await Promise.all([1, 2, 3].map(() => attendVisit(visit.visitId, NOW)));
    expect(timers()).toEqual([M]);
  });

  it('that was set before a crash, and not remembered, is found', async () => {
    await createVisitTimer(visit.visitId, M / SECOND);
    await attendVisit(visit.visitId, NOW);
    expect(timers()).toEqual([M]);
    await step('cancelled', NOW);
    await attendVisit(visit.visitId, NOW);
    expect(timers()).toEqual([]);
  });

  it('that came too soon, by a clock that is behind, is set again under another name', async () => {
    await attendVisit(visit.visitId, NOW);
    await attendVisit(visit.visitId, M - 1, M / SECOND);
    expect(await marks()).toEqual([]);
    expect(timers()).toContain(M + SECOND);
    await attendVisit(visit.visitId, M + SECOND, M / SECOND + 1);
    expect(await marks()).toEqual(['visit.late']);
  });

  it('says what it is about to whoever it wakes', async () => {
    await attendVisit(visit.visitId, NOW);
    const [{ value } = expect.fail('no timer')] = world.store.list<Schedule>(
      'schedules',
      `visits/${visit.visitId}.`,
    );
    expect(value).toMatchObject({
      deleteAfterwards: true,
      timeZone: 'UTC',
      flexibleTimeWindow: { Mode: 'OFF' },
    });
    expect(value.target).toMatchObject({
      Input: JSON.stringify({ visitId: visit.visitId, dueAt: M / SECOND }),
      EventBridgeParameters: { DetailType: 'timer.due', Source: 'service-tracker' },
      DeadLetterConfig: { Arn: process.env['TIMER_DEAD_LETTERS_ARN'] },
    });
  });

  it('of a visit that does not exist is none, nor of one whose account does not', async () => {
    await attendVisit('visit_nowhere', NOW);
    await saveVisit({
      after: { ...visit, visitId: 'visit_stray', accountId: 'nobody' },
      facts: [],
      now: NOW,
    });
    await attendVisit('visit_stray', NOW);
    for (const visitId of ['visit_nowhere', 'visit_stray'])
      expect(world.store.list('schedules', `visits/${visitId}`)).toEqual([]);
  });
});

describe('a visit that nobody has come to', () => {
  it('is late once, on its link, its timeline and in the office, however often it is looked at', async () => {
    await Promise.all([1, 2, 3].map(() => attendVisit(visit.visitId, M)));
    await attendVisit(visit.visitId, M + MINUTE);
    expect(await marks()).toEqual(['visit.late']);
    expect(await alerts()).toEqual(['late']);
    expect((await findLink(visit.link.hash))?.view.late).toEqual({ since: instant(M) });
    expect(timers()).toEqual([END + 12 * HOUR]);
  });

  it('is late again once it was moved, and not when it was only held', async () => {
    await attendVisit(visit.visitId, M);
    await change(M, (current) => hold(current, 'rain', { by: DESK, now: M }));
    expect((await findLink(visit.link.hash))?.view).not.toHaveProperty('late');
    await change(M + MINUTE, (current) => release(current, { by: DESK, now: M + MINUTE }));
    await attendVisit(visit.visitId, M + MINUTE);
    expect(await alerts()).toEqual(['late']);
    const window = { start: instant(START + HOUR), end: instant(END + HOUR) };
    await change(M, (current) => editVisit(current, { window }, { by: DESK, now: M + 2 * MINUTE }));
    expect((await findLink(visit.link.hash))?.view).not.toHaveProperty('late');
    await attendVisit(visit.visitId, M + HOUR);
    expect(await marks()).toEqual(['visit.late', 'visit.late']);
    expect(await alerts()).toEqual(['late', 'late']);
  });

  it('is marked although the office was told of this window before', async () => {
    await raiseAlert(lateAlert(visit, 'start', M), M);
    await attendVisit(visit.visitId, M);
    expect(await marks()).toEqual(['visit.late']);
    expect(await alerts()).toEqual(['late']);
  });

  it('is cancelled by the system 12 hours past its window, and its link is gone', async () => {
    await attendVisit(visit.visitId, END + 12 * HOUR);
    expect((await now()).status).toBe('cancelled');
    expect((await listFacts(visit.visitId)).at(-1)).toMatchObject({
      reason: 'expired',
      by: { role: 'system' },
    });
    expect(await findLink(visit.link.hash)).toBeUndefined();
    expect(await alerts()).toEqual(['auto_closed']);
    expect(timers()).toEqual([]);
  });
});

describe('a drive', () => {
  const drives = async () =>
    (await findLatest([visit.technicians[0]?.memberId ?? ''])).flatMap(({ drive }) => drive?.visitId ?? []);

  it('is told of as silent once for each silence, until it ends', async () => {
    await step('en_route', NOW);
    await attendVisit(visit.visitId, NOW);
    expect(timers()).toEqual([NOW + 5 * MINUTE]);
    await heard(NOW + 3 * MINUTE);
    await attendVisit(visit.visitId, NOW + 5 * MINUTE, (NOW + 5 * MINUTE) / SECOND);
    expect(await alerts()).toEqual([]);
    expect(timers()).toContain(NOW + 8 * MINUTE);
    for (const minutes of [8, 13, 18]) await attendVisit(visit.visitId, NOW + minutes * MINUTE);
    expect(await alerts()).toEqual(['technician_silent']);
    await heard(NOW + 20 * MINUTE);
    for (const minutes of [23, 25]) await attendVisit(visit.visitId, NOW + minutes * MINUTE);
    expect(await alerts()).toEqual(['technician_silent', 'technician_silent']);
    await step('arrived', NOW + 26 * MINUTE);
    await attendVisit(visit.visitId, NOW + 26 * MINUTE);
    await attendVisit(visit.visitId, NOW + 40 * MINUTE);
    expect(await alerts()).toEqual(['technician_silent', 'technician_silent']);
  });

  it('that nobody hears of for 4 hours is over: closed, and the technician is free for another', async () => {
    await step('en_route', NOW);
    expect(await drives()).toEqual([visit.visitId]);
    await attendVisit(visit.visitId, NOW + 4 * HOUR);
    expect(await now()).toMatchObject({ status: 'completed', completionReason: 'auto_closed' });
    expect((await findLink(visit.link.hash))?.view).toMatchObject({ status: 'completed', closed: true });
    expect(await drives()).toEqual([]);
    expect(await alerts()).toEqual(['auto_closed']);
  });
});
