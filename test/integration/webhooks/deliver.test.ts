import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { declareScheduleGroup } from '../../../local/emulators/kept-schedules.ts';
import { createScheduler } from '../../../local/emulators/scheduler.ts';
import type { Schedule } from '../../../local/emulators/schedules.ts';
import { createEventBridge } from '../../../local/events/eventbridge.ts';
import { listAlerts } from '../../../shared/alerts/list-alerts.ts';
import { DAY, HOUR, instant, MINUTE } from '../../../shared/kernel/time.ts';
import { accountKey } from '../../../shared/team/account-store.ts';
import { saveVisit } from '../../../shared/visits/visit-store.ts';
import { changeWebhook, createWebhook } from '../../../shared/webhooks/change-webhook.ts';
import { deliver } from '../../../shared/webhooks/deliver.ts';
import type { DueDelivery } from '../../../shared/webhooks/delivery.ts';
import { BeingTried, latestDeliveries } from '../../../shared/webhooks/delivery-store.ts';
import { noteFact } from '../../../shared/webhooks/note-fact.ts';
import type { Answer } from '../../../shared/webhooks/receiver-client.ts';
import { continueReplay, replayOne, replaySince, sendTest } from '../../../shared/webhooks/replay.ts';
import type { Webhook } from '../../../shared/webhooks/webhook.ts';
import { findWebhook, removeWebhook } from '../../../shared/webhooks/webhook-store.ts';
import { aVisit, NOW, SETTINGS } from '../../support/a-visit.ts';
import { putRecord, startTables } from '../../support/real-tables.ts';
import { createWorld, serveEmulators } from '../../support/serve-emulators.ts';

const world = createWorld(NOW);
/** What is on the bus and nobody has dealt with. */
let bus: { kind: string; detail: never }[] = [];
const buses = {
  has: () => true,
  publish: (_: string, { detail, ...event }: { 'detail-type': string; detail?: unknown }) => {
    bus.push({ kind: event['detail-type'], detail: detail as never });
    return 'event-1';
  },
};

let stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const tables = await startTables();
  declareScheduleGroup(world.store, 'visits');
  const served = await serveEmulators(createScheduler(world), createEventBridge(buses, world));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: served.client.endpoint,
    BUS_NAME: 'facts',
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

let accounts = 0;
let accountId: string;
let enabled: boolean;
let now: number;
let webhook: Webhook;
let answers: (Answer | Error)[];
let posted: { id: string; body: string }[];
beforeEach(async () => {
  accountId = `account_${++accounts}`;
  [enabled, now, answers, posted, bus] = [true, NOW, [], [], []];
  await putRecord({ ...accountKey(accountId), accountId, enabled, settings: SETTINGS, version: 1 });
  const visit = aVisit({ visitId: `visit_${accounts}`, accountId });
  await saveVisit({ after: { ...visit, link: { ...visit.link, hash: accountId } }, facts: [], now });
  webhook = await createWebhook(accountId, { url: 'https://crm.example.com/hooks' }, now);
});

const fact = (version = 1) =>
  ({
    factId: `visit_${accounts}.${version}.visit.updated`,
    kind: 'visit.updated',
    visitId: `visit_${accounts}`,
    accountId,
    version,
    at: instant(now),
  }) as const;
const dependencies = {
  findAccount: async () => ({ accountId, enabled, settings: SETTINGS, version: 1, updatedAt: '' }),
  deploymentSecret: async () => 'ours',
  post: async (_: string, headers: Readonly<Record<string, string>>, body: string) => {
    posted.push({ id: headers['webhook-id'] ?? '', body });
    const answer = answers.shift() ?? { status: 204 };
    if (answer instanceof Error) throw answer;
    return answer;
  },
  ended: () => undefined,
  clock: () => now,
};
const attempt = (due: DueDelivery) => deliver(due, dependencies);
/** Deals with what is on the bus, and what that puts there. */
async function settle() {
  for (let event = bus.shift(); event; event = bus.shift()) {
    if (event.kind === 'webhook.due') await attempt(event.detail);
    else await continueReplay(event.detail, now);
  }
}
/** The timers that wait, the earliest first. */
const timers = () =>
  world.store
    .list<Schedule>('schedules', 'visits/msg_')
    .map(({ key, value }) => ({ key, dueAt: value.dueAt, due: JSON.parse(value.target.Input ?? '') }))
    .filter(({ due }) => due.deliveryId && deliveryIds.has(due.deliveryId))
    .sort((a, b) => a.dueAt - b.dueAt);
let deliveryIds = new Set<string>();
const deliveries = async () => {
  const found = (await latestDeliveries(webhook.webhookId, undefined, 50, now)).deliveries;
  deliveryIds = new Set(found.map(({ deliveryId }) => deliveryId));
  return found;
};
/** Goes on to the next timer, which is taken away as the Scheduler does, and answers what it says. */
async function nextTimer(late = 0): Promise<DueDelivery> {
  await deliveries();
  const [timer] = timers();
  if (!timer) throw new Error('No timer waits.');
  world.store.delete('schedules', timer.key);
  now = timer.dueAt + late;
  return timer.due;
}
const states = async () => (await deliveries()).map(({ state, reason, tried }) => [state, reason, tried]);
const current = async () => (await findWebhook(accountId, webhook.webhookId)) ?? expect.fail('gone');
const alerts = async () => (await listAlerts({ accountId, now })).alerts;
const FAILS = { status: 503 };

describe('a fact', () => {
  it('that comes twice is delivered once, to each webhook that wants it', async () => {
    const other = await createWebhook(accountId, { url: webhook.url, events: ['visit.arrived'] }, now);
    for (let time = 0; time < 2; time++) await noteFact(fact(), now);
    await settle();
    await noteFact(fact(), now);
    await settle();
    expect(posted).toHaveLength(1);
    expect(await states()).toEqual([['delivered', undefined, 1]]);
    expect((await latestDeliveries(other.webhookId, undefined, 50, now)).deliveries).toEqual([]);
  });

  it('whose delivery was noted, and the bus not told, is told of when it comes again', async () => {
    await noteFact(fact(), now);
    bus = [];
    await noteFact(fact(), now);
    await settle();
    expect(posted).toHaveLength(1);
  });

  it('that was posted before a crash is posted again under the same id, and not while that may go on', async () => {
    await noteFact(fact(), now);
    const [event] = bus;
    answers = [new Error('the function ends')];
    await expect(settle()).rejects.toThrow('ends');
    now += MINUTE - 1;
    await expect(attempt(event?.detail as never)).rejects.toThrow(BeingTried);
    expect(posted).toHaveLength(1);
    now += 1;
    await attempt(event?.detail as never);
    expect(new Set(posted.map(({ id }) => id)).size).toBe(1);
    expect(posted).toHaveLength(2);
    expect(await states()).toEqual([['delivered', undefined, 1]]);
  });
});

describe('a delivery that fails', () => {
  it('is tried by timers, however late and often they go off, until it is taken', async () => {
    await noteFact(fact(), now);
    answers = [FAILS, { error: 'ECONNREFUSED' }];
    await settle();
    expect((await current()).failingSince).toBe(instant(NOW));
    const second = await nextTimer(HOUR);
    await attempt(second);
    await attempt(second);
    expect(posted).toHaveLength(2);
    await attempt(await nextTimer());
    const [delivery] = await deliveries();
    expect(delivery?.attempts.map(({ status, error }) => status ?? error)).toEqual([
      503,
      'ECONNREFUSED',
      204,
    ]);
    expect(delivery).toMatchObject({ state: 'delivered', tried: 3 });
    expect((await current()).failingSince).toBeUndefined();
    expect(timers()).toEqual([]);
    expect(new Set(posted.map(({ id }) => id)).size).toBe(1);
  });

  it('comes again when the receiver says, and what it said is not kept', async () => {
    await noteFact(fact(), now);
    answers = [{ status: 429, retryAfter: '3600' }, FAILS];
    await settle();
    const third = await nextTimer();
    expect([third.attempt, now]).toEqual([4, NOW + HOUR]);
    await attempt(third);
    await attempt(await nextTimer());
    expect(now).toBe(NOW + 3 * HOUR);
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ state: 'delivered', tried: 5 });
    expect(delivery?.attempts[0]).toEqual({ at: instant(NOW), status: 429 });
  });

  it('is given up after the tenth try, and so is the webhook once it has failed for five days', async () => {
    const exhaust = async (version: number) => {
      await noteFact(fact(version), now);
      answers = Array.from({ length: 10 }, () => FAILS);
      await settle();
      for (let times = 1; times < 10; times++) await attempt(await nextTimer());
    };
    await exhaust(1);
    expect(now - NOW).toBeGreaterThan(75 * HOUR);
    expect(await states()).toEqual([['failed', 'exhausted', 10]]);
    expect(timers()).toEqual([]);
    expect(await alerts()).toEqual([]);
    await exhaust(2);
    expect(now - NOW).toBeGreaterThan(5 * DAY);
    expect(await current()).toMatchObject({ disabledReason: 'failing' });
    expect(await alerts()).toMatchObject([
      { kind: 'webhook_disabled', text: expect.stringContaining('crm.example.com') },
    ]);

    await noteFact(fact(3), now);
    expect(bus).toEqual([]);
    expect((await states())[0]).toEqual(['failed', 'disabled', 0]);
    await expect(replaySince(webhook, instant(NOW), instant(now))).resolves.toBeUndefined();
    bus = [];
    await expect(replaySince(await current(), instant(NOW), instant(now))).rejects.toMatchObject({
      status: 409,
    });
    webhook = await changeWebhook(webhook, { enabled: true }, now);
    expect(webhook).not.toHaveProperty('disabledAt');
    expect(webhook).not.toHaveProperty('failingSince');
    await replaySince(webhook, instant(NOW), instant(now + 1));
    await settle();
    expect((await states()).map(([state]) => state)).toEqual(['delivered', 'delivered', 'delivered']);
  });

  it('with 410 ends the webhook at once, with one alert, and what else is on its way to it', async () => {
    answers = [FAILS, { status: 410 }];
    await noteFact(fact(1), now);
    await settle();
    for (const version of [2, 3]) await noteFact(fact(version), now);
    await settle();
    expect(await current()).toMatchObject({ disabledReason: 'gone', disabledAt: instant(now) });
    expect(await alerts()).toHaveLength(1);
    await attempt(await nextTimer());
    expect(posted).toHaveLength(2);
    expect((await states()).map(([, reason]) => reason).sort()).toEqual(['disabled', 'disabled', 'gone']);
  });
});

describe('what has changed in between', () => {
  it.each([
    ['a webhook that was deleted', 'deleted', () => removeWebhook(webhook)],
    ['one that was disabled', 'disabled', () => changeWebhook(webhook, { enabled: false }, now)],
    [
      'an account that was switched off',
      'account_not_enabled',
      async () => {
        enabled = false;
      },
    ],
  ])('is minded: %s is sent nothing', async (_, reason, change) => {
    await noteFact(fact(), now);
    await change();
    await settle();
    expect(posted).toEqual([]);
    expect((await states())[0]).toEqual(['failed', reason, 1]);
    expect(await alerts()).toEqual([]);
  });

  it('an address, and what may go along, count for what waits', async () => {
    answers = [FAILS];
    await noteFact(fact(), now);
    await settle();
    await changeWebhook(webhook, { includeCustomer: true }, now);
    await attempt(await nextTimer());
    expect(posted.map(({ body }) => body.includes('Dana'))).toEqual([false, true]);
  });
});

describe('a replay', () => {
  it('sends everything of its span again, once, under the ids it had', async () => {
    for (const version of [1, 2, 3]) {
      now = NOW + version * HOUR;
      await noteFact(fact(version), now);
    }
    await settle();
    const [, second, first] = await deliveries();
    posted = [];
    await replaySince(webhook, instant(NOW + HOUR), instant(NOW + 3 * HOUR));
    const [event] = bus;
    await continueReplay(event?.detail as never, now);
    await settle();
    expect(posted.map(({ id }) => id)).toEqual([first?.deliveryId, second?.deliveryId]);
  });

  it('of one sends it at once, and the timer it waited for finds nothing to do', async () => {
    answers = [FAILS];
    await noteFact(fact(), now);
    await settle();
    const [delivery] = await deliveries();
    await replayOne(webhook, delivery?.deliveryId ?? '', now);
    await settle();
    await attempt(await nextTimer());
    expect(posted).toHaveLength(2);
    expect(await states()).toEqual([['delivered', undefined, 1]]);
    const other = await createWebhook(accountId, { url: webhook.url }, now);
    const foreign = replayOne(other, delivery?.deliveryId ?? '', now);
    await expect(foreign).rejects.toMatchObject({ status: 422 });
  });

  it('goes on from one event to the next where there is much of it', async () => {
    for (let version = 1; version <= 51; version++) {
      now = NOW + version;
      await noteFact(fact(version), now);
    }
    await settle();
    posted = [];
    await replaySince(webhook, instant(NOW), instant(now + 1));
    await settle();
    expect(new Set(posted.map(({ id }) => id)).size).toBe(51);
    expect(posted).toHaveLength(51);
  });
});

it('a test goes to whatever webhook it is, and says what it is', async () => {
  webhook = await changeWebhook(webhook, { events: ['visit.arrived'] }, now);
  await sendTest(webhook, now);
  await settle();
  expect(JSON.parse(posted[0]?.body ?? '')).toMatchObject({ type: 'webhook.test', data: { accountId } });
});
