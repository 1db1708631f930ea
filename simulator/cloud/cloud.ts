import { createEmulators } from '../../local/emulators/all-emulators.ts';
import { createConnectionsApi } from '../../local/emulators/connections-api.ts';
import type { Emulator, ScheduledTarget, World } from '../../local/emulators/emulator.ts';
import { declareGeofenceCollection } from '../../local/emulators/geofences.ts';
import { declareScheduleGroup } from '../../local/emulators/kept-schedules.ts';
import { setSmsAccount } from '../../local/emulators/sms-account.ts';
import { createEventBuses, type EventBuses } from '../../local/events/event-buses.ts';
import { createEventBridge } from '../../local/events/eventbridge.ts';
import { startQueueConsumer } from '../../local/queues/queue-consumer.ts';
import { createQueues, type Queues } from '../../local/queues/queues.ts';
import { createConnections } from '../../local/sockets/connections.ts';
import { parkedMessage } from '../../local/streams/deliver-batch.ts';
import { createUsage } from '../../local/usage/usage.ts';
import { createAsyncInvocations } from '../../local/workers/async-invocations.ts';
import { createLogLines } from '../../local/workers/log-lines.ts';
import { createTopics } from '../../local/workers/topics.ts';
import { createDynamodb } from '../dynamodb/dynamodb.ts';
import { Table, type Written } from '../dynamodb/table.ts';
import type { Agenda } from '../machine/agenda.ts';
import type { Chance } from '../machine/randomness.ts';
import type { Start } from './bundle-functions.ts';
import * as deployed from './deployment.ts';
import { sweepExpired } from './expiry.ts';
import type { Trouble } from './faults.ts';
import { createLambda, type Lambda, type LambdaOptions } from './lambda.ts';
import { createMemoryStore } from './memory-store.ts';
import { type Called, connect } from './network.ts';
import { createStreams } from './streams.ts';
import { type AgendaTimers, createTicker } from './ticker.ts';

export interface CloudOptions {
  readonly agenda: Agenda;
  readonly chanceFor: (name: string) => Chance;
  readonly trouble: Trouble;
  readonly starts: ReadonlyMap<string, Start>;
  readonly said: LambdaOptions['said'];
  readonly ended: LambdaOptions['ended'];
  readonly called: (invocation: Parameters<LambdaOptions['said']>[0], call: Called) => void;
  readonly written: (writes: readonly Written[]) => void;
  /** Told of what is put on the bus. */
  readonly published: (bus: string, kind: string, detail: unknown) => void;
}

/** The whole cloud of one world, with nothing in it yet. */
export interface Cloud {
  readonly lambda: Lambda;
  readonly records: Table;
  readonly positions: Table;
  readonly world: World;
  readonly sockets: ReturnType<typeof createConnections>;
  /** What was given up, and why. */
  parked(): readonly { readonly queue: string; readonly reason: string; readonly body: string }[];
  /** What is on its way to somebody. */
  underWay(): readonly string[];
  nextTimer(): number | undefined;
}

const INDEXES = {
  'by-account': { pk: 'gsi1pk', sk: 'gsi1sk' },
  'by-person': { pk: 'gsi2pk', sk: 'gsi2sk' },
};

export function createCloud(options: CloudOptions): Cloud {
  const { agenda, trouble, chanceFor } = options;
  const { now } = agenda;
  const store = createMemoryStore();
  const ticker = createTicker(agenda);
  const usage = createUsage();
  const lambda = createLambda({ ...options, functions: deployed.functions, chance: chanceFor('lambda') });
  const queues = createQueues({ queues: deployed.queues, store, now, changed: ticker.changed });
  const lateQueues: Queues = {
    ...queues,
    send: (arn, body, sending) =>
      queues.send(arn, body, { ...sending, delayMs: (sending?.delayMs ?? 0) + trouble.delay() }),
  };
  const parkedRows = { park: () => undefined, list: () => [] };
  const invocations = createAsyncInvocations({
    pool: lambda,
    queues,
    store,
    parked: parkedRows,
    now,
    changed: ticker.changed,
  });
  const { deployment } = deployed;
  const lateInvocations = {
    enqueue: (one: Parameters<typeof invocations.enqueue>[0]) =>
      invocations.enqueue({ ...one, delayMs: (one.delayMs ?? 0) + trouble.delay() }),
  };
  const buses = createEventBuses({
    deployment,
    queues: lateQueues,
    invocations: { ...invocations, ...lateInvocations },
    faults: trouble.faults as never,
    now,
  });
  const heard = withEars(buses, options);
  const world: World = {
    region: deployed.REGION,
    accountId: deployed.ACCOUNT,
    now,
    store,
    faults: trouble.faults,
    emit: ({ source, ...event }) => {
      if (!trouble.hits('location-blind')) heard.publish('default', { source, ...event });
    },
    park: () => undefined,
    tell: createTopics({ deployment, invocations: lateInvocations, now }),
    log: createLogLines({ deployment, invocations: lateInvocations, now }),
    invokeTarget: (target) => strike(target, heard, options),
  };
  const { emulators, timers } = createEmulators(world);
  declareGeofenceCollection(store, deployed.FENCES);
  declareScheduleGroup(store, deployed.TIMER_GROUP);
  setSmsAccount(store, {
    attributes: {
      DeliveryStatusIAMRole: 'arn:aws:iam::123456789012:role/sms',
      DeliveryStatusSuccessSamplingRate: '100',
    },
  });
  const sockets = createConnections({ usage, now, changed: ticker.changed });
  const { tables, dynamodb, streams } = withTables(options, lambda, queues);
  connect({
    emulators: [
      dynamodb,
      ...emulators.map((one) => (one.service === 'scheduler' ? changing(one, ticker.changed) : one)),
      createEventBridge(heard, world),
      createConnectionsApi(sockets, 'live'),
    ],
    agenda,
    chance: chanceFor('network'),
    trouble,
    called: options.called,
  });
  for (const timed of [queues, invocations, timers, sockets] as readonly AgendaTimers[]) ticker.add(timed);
  for (const mapping of deployed.queueMappings)
    startQueueConsumer({ mapping, deployment, queues, pool: lambda, changed: ticker.changed });
  clockwork(agenda, invocations);
  return {
    lambda,
    records: tables.records,
    positions: tables.positions,
    world,
    sockets,
    parked: () =>
      queues
        .parked()
        .map(({ queue, message }) => ({ queue, reason: message.reason ?? '', body: message.body })),
    underWay: () => [
      ...queues.busy(),
      ...queues.pending(),
      ...invocations.busy(),
      ...invocations.pending(),
      ...(streams.waiting() > 0 ? [`${streams.waiting()} records of streams`] : []),
    ],
    nextTimer: timers.nextDueAt,
  };
}

/** A service whose calls may change when it has to do something next. */
const changing = (emulator: Emulator, changed: () => void): Emulator => ({
  ...emulator,
  async handle(call, request) {
    const answer = await emulator.handle(call, request);
    changed();
    return answer;
  },
});

const withEars = (buses: EventBuses, { published }: CloudOptions): EventBuses => ({
  ...buses,
  publish(bus, event) {
    published(bus, event['detail-type'], event.detail);
    return buses.publish(bus, event);
  },
});

/** A timer that is due, up to a minute late as the scheduler says of itself; or later, or twice. */
function strike(
  target: ScheduledTarget,
  buses: EventBuses,
  { agenda, trouble, chanceFor }: CloudOptions,
): void {
  const { event, input } = target;
  if (!event) throw new Error('Our timers put events on the bus, and do nothing else.');
  const chance = chanceFor(`timer ${input}`);
  const times = trouble.hits('delivered-twice') ? 2 : 1;
  for (let time = 0; time < times; time++) {
    agenda.after(chance.between(0, 59_000) + trouble.delay(), () => {
      buses.publish(deployed.FACTS_BUS, { ...event, detail: JSON.parse(input) as object });
    });
  }
}

function withTables(options: CloudOptions, lambda: Lambda, queues: Queues) {
  const { agenda, trouble, chanceFor } = options;
  const streams = createStreams({
    mappings: deployed.streamMappings,
    pool: lambda,
    agenda,
    chance: chanceFor('streams'),
    trouble,
    park(batch) {
      const reason = `${batch.error.errorType}: ${batch.error.errorMessage}`;
      if (batch.mapping.onFailure)
        queues.send(batch.mapping.onFailure, parkedMessage(batch, agenda.now()), { reason });
    },
  });
  const written = (writes: readonly Written[]) => {
    options.written(writes);
    streams.written(writes);
  };
  const chance = chanceFor('tables');
  const lag = () =>
    trouble.hits('index-late') ? trouble.amount('index-late', 500, 5000) : chance.between(2, 30);
  const tableWorld = { agenda, chance, lag, written };
  const records = new Table(deployed.TABLES.records, INDEXES, tableWorld);
  const positions = new Table(deployed.TABLES.positions, {}, tableWorld);
  const tables = new Map([records, positions].map((table) => [table.name, table]));
  const dynamodb = createDynamodb({ tables, transactionTakes: () => chance.between(2, 12), written });
  sweepExpired({ tables: [records, positions], agenda, chance: chanceFor('expiry'), written });
  return { tables: { records, positions }, dynamodb, streams };
}

function clockwork(
  agenda: Agenda,
  invocations: { enqueue(one: { functionArn: string; payload: string }): void },
): void {
  for (const { arn, everyMs } of deployed.clockwork) {
    const tick = () => {
      agenda.after(everyMs, tick);
      invocations.enqueue({
        functionArn: arn,
        payload: JSON.stringify({ 'detail-type': 'Scheduled Event', detail: {} }),
      });
    };
    agenda.after(everyMs, tick);
  }
}
