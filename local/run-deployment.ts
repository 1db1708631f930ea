import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { createAgenda } from './clock/agenda.ts';
import { createClockMover } from './clock/move-clock.ts';
import type { StackClock } from './clock/stack-clock.ts';
import { createActivity } from './control/activity.ts';
import { createControlDoors } from './control/control-doors.ts';
import { DEMO_ACCOUNT, DEMO_MEMBERS } from './demo/team.ts';
import { createTables } from './dynamodb/create-tables.ts';
import { createDynamodb } from './dynamodb/dynamodb.ts';
import type { Engine } from './dynamodb/engine.ts';
import { createEngineClient } from './dynamodb/engine-client.ts';
import { startSweeping } from './dynamodb/sweep-expired.ts';
import { createEmulators } from './emulators/all-emulators.ts';
import { declareApiKey, mayAsk } from './emulators/api-keys.ts';
import { declareConfigurationSet } from './emulators/configuration-sets.ts';
import { createConnectionsApi } from './emulators/connections-api.ts';
import type { World } from './emulators/emulator.ts';
import { declareGeofenceCollection } from './emulators/geofences.ts';
import { declareScheduleGroup } from './emulators/kept-schedules.ts';
import { startAwsEndpoint } from './endpoint/aws-endpoint.ts';
import { createEventBuses } from './events/event-buses.ts';
import { createEventBridge } from './events/eventbridge.ts';
import { createScheduledRules } from './events/scheduled-rules.ts';
import { createFaults } from './faults/faults.ts';
import { createFront } from './front/front.ts';
import { createGateway } from './gateway/gateway.ts';
import { homeDoor } from './home/home-doors.ts';
import { readReference } from './iam/authorization-reference.ts';
import { createGuard } from './iam/guard.ts';
import { GUARDED_SERVICES } from './iam/needs.ts';
import { createGrants } from './identity/grants.ts';
import { createSignIn, findMember, listMembers } from './identity/sign-in.ts';
import { createSignInPages, isForSignIn } from './identity/sign-in-pages.ts';
import { createTokens } from './identity/tokens.ts';
import { createUserPool, isForUserPool } from './identity/user-pool.ts';
import { createObjects } from './objects/kept-objects.ts';
import { createPostObject, OBJECTS_PATH } from './objects/post-object.ts';
import { startQueueConsumer } from './queues/queue-consumer.ts';
import { createQueues } from './queues/queues.ts';
import { createConnections } from './sockets/connections.ts';
import { createSocketGateway } from './sockets/socket-gateway.ts';
import type { ParkedRows } from './store/parked-rows.ts';
import type { DurableStore } from './store/sqlite-store.ts';
import { startStreams } from './streams/streams.ts';
import type { Deployment } from './template/deployment.ts';
import { MAPS_PATH, serveMap } from './town/tiles/serve-map.ts';
import { serveTiles, TILES_PATH } from './town/tiles/serve-tiles.ts';
import { createTownTiles } from './town/tiles/town-tiles.ts';
import { createUsage } from './usage/usage.ts';
import { createAsyncInvocations } from './workers/async-invocations.ts';
import { createFunctionApi } from './workers/function-api.ts';
import { createFunctionPool } from './workers/function-pool.ts';
import { createInvokeTarget } from './workers/invoke-target.ts';
import { createLogLines } from './workers/log-lines.ts';
import { createMemoryTrim } from './workers/spare-memory.ts';
import { createTopics } from './workers/topics.ts';
import { createWorkerEnvironment } from './workers/worker-environment.ts';

export interface RunOptions {
  readonly deployment: Deployment;
  readonly store: DurableStore;
  readonly parked: ParkedRows;
  readonly clock: StackClock;
  readonly engine: Engine;
  readonly logFolder: string;
  readonly quiet: boolean;
}

/** A deployment that runs. */
export interface RunningDeployment {
  /** Answers a request to the distribution, to the API's own host, or to `/_local/`. */
  handle(incoming: IncomingMessage, outgoing: ServerResponse): void;
  /** Opens a socket to the distribution, or to the WebSocket API's own host. */
  upgrade(incoming: IncomingMessage, raw: Duplex, head: Buffer): void;
  stop(): Promise<void>;
}

/** Puts the parts of the local cloud together for one deployment. */
export async function runDeployment(options: RunOptions): Promise<RunningDeployment> {
  const { deployment, store, parked, clock } = options;
  const { now } = clock;
  await createTables(options.engine.endpoint, deployment.tables);
  for (const key of deployment.apiKeys) declareApiKey(store, key);
  for (const name of deployment.geofenceCollections) declareGeofenceCollection(store, name);
  for (const set of deployment.configurationSets) declareConfigurationSet(store, set);
  for (const name of deployment.scheduleGroups) declareScheduleGroup(store, name);

  const usage = createUsage();
  const faults = createFaults();
  const activity = createActivity();
  const agenda = createAgenda(clock);
  const changed = () => {
    agenda.changed();
    activity.changed();
  };
  const engine = createEngineClient(options.engine.endpoint);
  const environment = createWorkerEnvironment({
    clock: clock.shared,
    region: deployment.region,
    awsEndpoint: () => endpoint.url,
    objectsEndpoint: `${deployment.outputs['PublicUrl'] ?? ''}${OBJECTS_PATH}`,
    logFolder: options.logFolder,
  });
  const failed = options.quiet ? () => undefined : sayFailed;
  const reference = await readReference(GUARDED_SERVICES);
  const freed = await createMemoryTrim();
  const guard = createGuard({ deployment, reference, refused: console.error });
  const pool = createFunctionPool({ functions: deployment.functions, environment, usage, failed, freed });
  const queues = createQueues({ queues: deployment.queues, store, now, changed });
  const invocations = createAsyncInvocations({ pool, queues, store, parked, now, changed });
  const buses = createEventBuses({ deployment, queues, invocations, faults, now });
  const world: World = {
    region: deployment.region,
    accountId: deployment.accountId,
    now,
    store,
    faults,
    emit: (event) => void buses.publish('default', event),
    log: createLogLines({ deployment, invocations, now }),
    tell: createTopics({ deployment, invocations, now }),
    park: parked.park,
    invokeTarget: createInvokeTarget({ pool, queues, invocations, buses }),
  };
  const { emulators, timers } = createEmulators(world);
  const connections = createConnections({ usage, now, changed });
  const streams = startStreams({ deployment, engine, pool, queues, store, faults, agenda, now, changed });
  const dynamodb = createDynamodb({ engine, usage, written: streams.written });
  const endpoint = await startAwsEndpoint({
    emulators: [
      ...emulators,
      dynamodb,
      createEventBridge(buses, world),
      createFunctionApi({ functions: deployment.functions, pool, invocations }),
      createConnectionsApi(connections, deployment.sockets?.id ?? ''),
    ],
    now,
    usage,
    faults,
    guard,
    crash: pool.crash,
    timersChanged: agenda.changed,
  });
  const { sockets, originHeaders, tables } = deployment;
  const live =
    sockets && createSocketGateway({ sockets, originHeaders, connections, pool, faults, now, changed });
  const rules = createScheduledRules(deployment.scheduledRules, buses, now);
  for (const due of [timers, rules, queues, invocations, connections]) agenda.add(due);
  const sweeping = startSweeping({ tables, engine, agenda, now, written: streams.written, changed });
  const parts = [queues, invocations, streams, sweeping, dueTimers(timers, now), ...(live ? [live] : [])];
  for (const part of parts) activity.add(part);
  for (const mapping of deployment.queueMappings) {
    startQueueConsumer({ mapping, deployment, queues, pool, changed });
  }
  agenda.fireDue();

  const tokens = await createTokens(store, deployment.api);
  const moveClock = createClockMover(clock, agenda, activity);
  const signIn = createSignIn({ store, pool, tokens, provisionArn: provisionArn(deployment), home: HOME });
  const control = createControlDoors({
    world,
    clock,
    moveClock,
    activity,
    faults,
    usage,
    streams,
    guard,
    queues,
    parked,
    tokens,
    signIn,
  });
  const userPool = createUserPool({
    poolId: deployment.outputs['UserPoolId'] ?? '',
    clientId: deployment.outputs['UserPoolClientId'] ?? '',
    findMember: (memberId) => findMember(store, memberId),
    tokens,
    now: Date.now,
  });
  const client = deployment.signIn;
  const signInPages =
    client &&
    createSignInPages({
      client,
      grants: createGrants(store, client, Date.now),
      tokens,
      members: () => listMembers(store),
    });
  const gateway = createGateway({ deployment, pool, usage, keys: tokens.jwks, now });
  const objects = createObjects(store);
  const postObject = createPostObject({ objects, guard, usage, now });
  const front = createFront(deployment.front, objects, gateway);
  const tiles = serveTiles(createTownTiles());
  const maps = serveMap({
    tiles: createTownTiles('on-each-tile'),
    mayAsk: (key, referer) => mayAsk(store, key, referer),
  });
  return {
    handle(incoming, outgoing) {
      if (incoming.url === TILES_PATH) return tiles(incoming, outgoing);
      if (incoming.url?.startsWith(MAPS_PATH)) return void maps(incoming, outgoing);
      if (incoming.url?.startsWith(AWS_PATH)) {
        return void endpoint.answer(incoming, outgoing, AWS_PATH).catch(() => incoming.socket.destroy());
      }
      if (incoming.url?.startsWith(OBJECTS_PATH)) {
        return void postObject(incoming, outgoing).catch(() => incoming.socket.destroy());
      }
      const door = homeDoor(incoming) ?? (incoming.url?.startsWith('/_local') ? control : front);
      const pages = isForSignIn(incoming) ? signInPages : undefined;
      const call = isForUserPool(incoming) ? userPool : (pages ?? door);
      call(incoming, outgoing).catch(() => incoming.socket.destroy());
    },
    upgrade(incoming, raw, head) {
      if (!live) return void raw.destroy();
      live.upgrade(incoming, raw, head).catch(() => raw.destroy());
    },
    async stop() {
      live?.stop();
      streams.stop();
      agenda.stop();
      pool.stop();
      await endpoint.stop();
      engine.close();
    },
  };
}

/** Where whoever sits at this machine finds what AWS would answer them: `--endpoint-url http://…/_local/aws`. */
const AWS_PATH = '/_local/aws';

const HOME = { ...DEMO_ACCOUNT, members: DEMO_MEMBERS };

/** The function an operator creates accounts with, as the stack's outputs name it. */
function provisionArn({ functions, outputs }: Deployment): string {
  const name = outputs['ProvisionFunction'];
  return functions.find((one) => one.name === name)?.arn ?? '';
}

const dueTimers = (timers: { nextDueAt(): number | undefined }, now: () => number) => ({
  busy: () => ((timers.nextDueAt() ?? Number.POSITIVE_INFINITY) <= now() ? ['a timer that is due'] : []),
  pending: () => [],
});

function sayFailed(
  functionName: string,
  { error }: { error: { errorType: string; errorMessage: string } },
): void {
  console.error(`${functionName} failed: ${error.errorType}: ${error.errorMessage}`);
}
