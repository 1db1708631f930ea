import * as connections from '@aws-sdk/client-apigatewaymanagementapi';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import * as events from '@aws-sdk/client-eventbridge';
import * as places from '@aws-sdk/client-geo-places';
import * as routes from '@aws-sdk/client-geo-routes';
import * as location from '@aws-sdk/client-location';
import * as scheduler from '@aws-sdk/client-scheduler';
import * as secrets from '@aws-sdk/client-secrets-manager';
import * as ses from '@aws-sdk/client-sesv2';
import * as sns from '@aws-sdk/client-sns';
import * as sts from '@aws-sdk/client-sts';
import { createEmulators } from '../../local/emulators/all-emulators.ts';
import { declareApiKey } from '../../local/emulators/api-keys.ts';
import { createConnectionsApi } from '../../local/emulators/connections-api.ts';
import type { Emulator, ServiceName } from '../../local/emulators/emulator.ts';
import { declareGeofenceCollection, putGeofence } from '../../local/emulators/geofences.ts';
import { PUSH_ENDPOINTS } from '../../local/emulators/push-endpoints.ts';
import { createEventBridge } from '../../local/events/eventbridge.ts';
import type { Fault } from '../../local/faults/faults.ts';
import { errorAnswer } from '../../local/faults/refusals.ts';
import { createConnections } from '../../local/sockets/connections.ts';
import { createUsage } from '../../local/usage/usage.ts';
import { createWorld, type ServedEmulators, serveEmulators } from './serve-emulators.ts';
import { readModel } from './service-model.ts';

interface Sdk {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly package: string;
  readonly client: string;
  /** Of the endpoint. */
  readonly path?: string;
}

/** The client of each service that is emulated. */
const SDKS: Partial<Record<ServiceName, Sdk>> = {
  location: { exports: location, package: 'client-location', client: 'LocationClient' },
  'geo-routes': { exports: routes, package: 'client-geo-routes', client: 'GeoRoutesClient' },
  'geo-places': { exports: places, package: 'client-geo-places', client: 'GeoPlacesClient' },
  sns: { exports: sns, package: 'client-sns', client: 'SNSClient' },
  cloudwatch: { exports: cloudwatch, package: 'client-cloudwatch', client: 'CloudWatchClient' },
  'cognito-idp': {
    exports: cognito,
    package: 'client-cognito-identity-provider',
    client: 'CognitoIdentityProviderClient',
  },
  sts: { exports: sts, package: 'client-sts', client: 'STSClient' },
  ses: { exports: ses, package: 'client-sesv2', client: 'SESv2Client' },
  scheduler: { exports: scheduler, package: 'client-scheduler', client: 'SchedulerClient' },
  events: { exports: events, package: 'client-eventbridge', client: 'EventBridgeClient' },
  secretsmanager: { exports: secrets, package: 'client-secrets-manager', client: 'SecretsManagerClient' },
  apigateway: {
    exports: connections,
    package: 'client-apigatewaymanagementapi',
    client: 'ApiGatewayManagementApiClient',
    path: '/live',
  },
};
/** No service of AWS's. */
const WITHOUT_MODEL: ServiceName = 'webpush';

/** The models of the services that are emulated. */
export const MODELS = new Map(
  Object.entries(SDKS).map(([service, { exports, package: name }]) => [service, readModel(exports, name)]),
);

export interface Refusal extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly message: string;
  readonly $metadata: { readonly httpStatusCode?: number };
}
export interface Sent {
  readonly answer?: unknown;
  readonly refusal?: Refusal;
}

/** All emulated services of AWS at once, with something in each of them to be asked for. */
export async function startServices() {
  const world = createWorld();
  const sockets = createConnections({ usage: createUsage(), now: world.now, changed: () => undefined });
  const buses = { has: (name: string) => name === 'default', publish: () => 'event-1' };
  const emulators = [
    ...createEmulators(world).emulators,
    createEventBridge(buses, world),
    createConnectionsApi(sockets, 'live'),
  ].filter(({ service }) => service !== WITHOUT_MODEL);
  const state: { fault?: Fault | undefined; answered: string } = { answered: '' };
  const observed = (emulator: Emulator): Emulator => ({
    ...emulator,
    async handle(...call) {
      const answer = state.fault ? errorAnswer(state.fault, emulator) : await emulator.handle(...call);
      state.answered = String(answer.body ?? '');
      return answer;
    },
  });
  const served = await serveEmulators(...emulators.map(observed));
  declareGeofenceCollection(world.store, 'fences');
  const arn = 'arn:aws:geo:us-east-1::api-key/map-key';
  declareApiKey(world.store, { name: 'map-key', arn, referers: ['*'] });
  const socket = { OPEN: 1, readyState: 1, send: () => undefined, close: () => undefined };
  sockets.open({ id: 'socket-1', sourceIp: '127.0.0.1', connectedAt: world.now() }, socket as never);
  const clients = new Map<ServiceName, Client>();
  return {
    emulators,
    faults: world.faults,
    stop: served.stop,
    /** The last answer as it went over the wire. */
    answered: () => state.answered,
    /** Has every call fail until it is called without a fault. */
    failBy: (fault?: Fault) => {
      state.fault = fault;
    },
    /** Has a fence be there, for operations that need or delete one. */
    putFence: () => putGeofence(world.store, 'fences', FENCE, world.now()),
    endpointArn: ENDPOINT,
    /** The same with a device. */
    putEndpoint: () =>
      world.store.put(PUSH_ENDPOINTS, ENDPOINT, { token: 'a-token', enabled: true, userData: '' }),
    send: (service: ServiceName, operation: string, input: unknown) => {
      const sdk = SDKS[service] ?? unknown(service);
      const client = clients.get(service) ?? createClient(sdk, served.client);
      clients.set(service, client);
      return sendTo(client, sdk, operation, input);
    },
  };
}

const ENDPOINT = 'arn:aws:sns:us-east-1:123456789012:endpoint/GCM/service-tracker/endpoint-1';
const FENCE = {
  GeofenceId: 'fence-1',
  Geometry: { Circle: { Center: [-121.7, 38.5] as [number, number], Radius: 90 } },
};
const unknown = (service: string): never => {
  throw new Error(`There is no client of ${service} here.`);
};

interface Client {
  send(command: unknown): Promise<unknown>;
}

function createClient({ exports, client, path = '' }: Sdk, options: ServedEmulators['client']): Client {
  const Constructor = exports[client] as new (options: object) => Client;
  return new Constructor({ ...options, endpoint: options.endpoint + path });
}

/** Sends with the real client. @throws what the client throws itself, for that is no refusal */
async function sendTo(sdk: Client, { exports }: Sdk, operation: string, input: unknown): Promise<Sent> {
  const Command = exports[`${operation}Command`] as new (input: unknown) => unknown;
  try {
    return { answer: await sdk.send(new Command(input)) };
  } catch (error) {
    const refusal = error as Refusal;
    if (refusal.$metadata?.httpStatusCode === undefined) throw error;
    return { refusal };
  }
}
