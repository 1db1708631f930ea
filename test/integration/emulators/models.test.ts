import * as connections from '@aws-sdk/client-apigatewaymanagementapi';
import * as events from '@aws-sdk/client-eventbridge';
import * as places from '@aws-sdk/client-geo-places';
import * as routes from '@aws-sdk/client-geo-routes';
import * as location from '@aws-sdk/client-location';
import * as scheduler from '@aws-sdk/client-scheduler';
import * as secrets from '@aws-sdk/client-secrets-manager';
import * as ses from '@aws-sdk/client-sesv2';
import * as sns from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulators } from '../../../local/emulators/all-emulators.ts';
import { declareApiKey } from '../../../local/emulators/api-keys.ts';
import { createConnectionsApi } from '../../../local/emulators/connections-api.ts';
import type { ServiceName } from '../../../local/emulators/emulator.ts';
import { declareGeofenceCollection, putGeofence } from '../../../local/emulators/geofences.ts';
import { createEventBridge } from '../../../local/events/eventbridge.ts';
import { FAULT_SERVICES, type Fault } from '../../../local/faults/faults.ts';
import { errorAnswer } from '../../../local/faults/refusals.ts';
import { createConnections } from '../../../local/sockets/connections.ts';
import { createUsage } from '../../../local/usage/usage.ts';
import { fromXml } from '../../support/query-answer.ts';
import { complaints, least, membersBelow, type Path, withLeaf } from '../../support/sample-input.ts';
import { createWorld, type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';
import {
  type OperationModel,
  readModel,
  type ServiceModel,
  type Shape,
} from '../../support/service-model.ts';

// Each service is held against its own model as the SDK carries it, so that the judge is not us. The operations
// come from the emulators' own tables: a new one is covered as soon as it is there. What the model does not say
// (lengths, ranges, patterns, what belongs together) is in the tests of each emulator, from the API references.

interface Sdk {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly package: string;
  readonly client: string;
  /** Of the endpoint. */
  readonly path?: string;
}

const SDKS: Partial<Record<ServiceName, Sdk>> = {
  location: { exports: location, package: 'client-location', client: 'LocationClient' },
  'geo-routes': { exports: routes, package: 'client-geo-routes', client: 'GeoRoutesClient' },
  'geo-places': { exports: places, package: 'client-geo-places', client: 'GeoPlacesClient' },
  sns: { exports: sns, package: 'client-sns', client: 'SNSClient' },
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
const WITHOUT_MODEL: readonly ServiceName[] = ['webpush'];

/** What any service may answer, whatever its operations list (Common Errors of each API reference). */
const COMMON = new Set([
  'ValidationException',
  'ThrottlingException',
  'Throttling',
  'InternalFailure',
  'SerializationException',
  'UnknownOperationException',
]);
/** How services call an input that breaks their model. */
const INVALID =
  /^(ValidationException|InvalidParameterException|InvalidParameterValueException|BadRequestException)$/;

const world = createWorld();
const sockets = createConnections({ usage: createUsage(), now: world.now, changed: () => undefined });
const buses = { has: (name: string) => name === 'default', publish: () => 'event-1' };
const emulators = [
  ...createEmulators(world).emulators,
  createEventBridge(buses, world),
  createConnectionsApi(sockets, 'live'),
].filter(({ service }) => !WITHOUT_MODEL.includes(service));

/** What members must be for the services to take them; the types say the rest. */
let calls = 0;
const WORDS: Readonly<Record<string, (operation: string) => unknown>> = {
  CollectionName: () => 'fences',
  GeofenceId: () => 'fence-1',
  Geometry: () => ({ Circle: { Center: [-121.7, 38.5], Radius: 90 } }),
  Position: () => [-121.7, 38.5],
  Center: () => [-121.7, 38.5],
  Origin: () => [-121.7, 38.5],
  Destination: (operation) =>
    operation === 'SendEmail' ? { ToAddresses: ['dana@example.com'] } : [-121.6, 38.6],
  KeyName: () => 'map-key',
  Name: (operation) => (operation === 'CreateSchedule' ? `schedule-${++calls}` : 'kept'),
  ScheduleExpression: () => 'at(2026-11-21T09:30:00)',
  Arn: () => 'arn:aws:lambda:us-east-1:123456789012:function:no-show',
  RoleArn: () => 'arn:aws:iam::123456789012:role/scheduler',
  FlexibleTimeWindow: () => ({ Mode: 'OFF' }),
  PhoneNumber: () => '+14155550123',
  phoneNumber: () => `+1415555${String(++calls).padStart(4, '0')}`,
  FromEmailAddress: () => 'office@example.com',
  Content: () => ({ Simple: { Subject: { Data: 'Welcome' }, Body: { Text: { Data: 'Come in.' } } } }),
  Body: () => ({ Text: { Data: 'Come in.' } }),
  ConnectionId: () => 'socket-1',
};
/** Members without which nothing can be done though the model does not require them. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  Publish: ['PhoneNumber'],
  Geocode: ['QueryText'],
  SendEmail: ['FromEmailAddress', 'Destination'],
};

const MODELS = new Map(
  Object.entries(SDKS).map(([service, { exports, package: name }]) => [service, readModel(exports, name)]),
);
/** With it the SDK signs in another way, by a library of its own that is not here. */
const CANNOT_BE_SENT = 'EndpointId';
let fault: Fault | undefined;
let served: ServedEmulators;
/** The answer as it went over the wire. */
let answered = '';
beforeAll(async () => {
  declareGeofenceCollection(world.store, 'fences');
  declareApiKey(world.store, {
    name: 'map-key',
    arn: 'arn:aws:geo:us-east-1::api-key/map-key',
    referers: ['*'],
  });
  served = await serveEmulators(
    ...emulators.map((emulator) => ({
      ...emulator,
      async handle(...call: Parameters<typeof emulator.handle>) {
        const answer = fault ? errorAnswer(fault, emulator) : await emulator.handle(...call);
        answered = String(answer.body ?? '');
        return answer;
      },
    })),
  );
  const socket = { OPEN: 1, readyState: 1, send: () => undefined, close: () => undefined };
  sockets.open({ id: 'socket-1', sourceIp: '127.0.0.1', connectedAt: world.now() }, socket as never);
});
afterAll(() => served.stop());

interface Refusal extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly message: string;
  readonly $metadata: { readonly httpStatusCode?: number };
}
interface Sent {
  readonly answer?: unknown;
  readonly refusal?: Refusal;
}

/** Sends with the real client; what it throws itself is no refusal and fails the test. */
async function sendTo(service: ServiceName, operation: string, input: unknown): Promise<Sent> {
  const { exports, client, path = '' } = SDKS[service] ?? expect.fail(`there is no SDK for ${service}`);
  const Client = exports[client] as new (options: object) => { send(command: unknown): Promise<unknown> };
  const Command = exports[`${operation}Command`] as new (input: unknown) => unknown;
  try {
    return {
      answer: await new Client({ ...served.client, endpoint: served.client.endpoint + path }).send(
        new Command(input),
      ),
    };
  } catch (error) {
    const refusal = error as Refusal;
    if (refusal.$metadata?.httpStatusCode === undefined) throw error;
    return { refusal };
  }
}

it('knows the model of every service that is emulated', () => {
  expect(emulators.map(({ service }) => service).filter((service) => !SDKS[service])).toEqual([]);
});

for (const { service, operations } of emulators) {
  const model = MODELS.get(service);
  if (!model) continue;

  describe.each(operations)(`${service} %s`, (operation) => {
    const known = model.operation(operation) ?? expect.fail(`${operation} is not in the model of ${service}`);
    const words = (name: string) => WORDS[name]?.(operation);
    const usual = (): Record<string, unknown> => ({
      ...(least(known.input, words) as object),
      ...Object.fromEntries((NEEDED[operation] ?? []).map((name) => [name, words(name) ?? 'x'])),
    });
    const input = (path: Path, leaf: unknown) => withLeaf(known.input, path, leaf, words, usual());
    const send = async (given: unknown) => {
      await prepare();
      return sendTo(service, operation, given);
    };
    const holds = (refusal: Refusal) => refusalComplaints(model, known, refusal);

    it('answers the least it can be asked as its model says', async () => {
      const { answer, refusal } = await send(usual());
      expect(refusal).toBeUndefined();
      expect(answer).toBeDefined();
      expect(complaints(known.output, parsed(known.output, operation), 'wireName')).toEqual([]);
    });

    it('takes every further member, or refuses it in its own words', async () => {
      const wrong: string[] = [];
      for (const { path, member } of membersBelow(known.input)) {
        if (member.name === CANNOT_BE_SENT) continue;
        const { refusal } = await send(input(path, words(member.name) ?? least(member.shape, words)));
        const said = refusal
          ? holds(refusal)
          : complaints(known.output, parsed(known.output, operation), 'wireName');
        wrong.push(...said.map((complaint) => `${path.join('.')}: ${complaint}`));
      }
      expect(wrong).toEqual([]);
    });

    it('refuses an input that lacks a required member', async () => {
      const wrong: string[] = [];
      for (const { path, member } of membersBelow(known.input)) {
        // A path without its label is another path; bytes without a body are none.
        if (!member.required || member.in === 'path' || member.in === 'payload') continue;
        const { refusal } = await send(input(path, undefined));
        wrong.push(...invalidComplaints(path, refusal, refusal ? holds(refusal) : []));
      }
      expect(wrong).toEqual([]);
    });

    it.runIf(FAULT_SERVICES.some((one) => one === service))(
      'fails, when a fault makes it, as it may',
      async () => {
        const wrong: string[] = [];
        for (const kind of ['throttle', 'error'] as const) {
          await prepare();
          fault = { service: 'sns', kind, when: 'before' };
          const { refusal } = await sendTo(service, operation, usual());
          fault = undefined;
          wrong.push(...(refusal ? holds(refusal) : [`${kind}: was not felt`]));
        }
        expect(wrong).toEqual([]);
      },
    );

    it('refuses values its enums do not know', async () => {
      const wrong: string[] = [];
      for (const { path, member } of membersBelow(known.input)) {
        const list = member.shape.kind === 'list';
        if (!(list ? member.shape.of : member.shape)?.oneOf) continue;
        const { refusal } = await send(input(path, list ? ['no-such-value'] : 'no-such-value'));
        wrong.push(...invalidComplaints(path, refusal, refusal ? holds(refusal) : []));
      }
      expect(wrong).toEqual([]);
    });
  });
}

/** What others have done before, so that every operation has something to work on. */
async function prepare(): Promise<void> {
  const Geometry = { Circle: { Center: [-121.7, 38.5] as [number, number], Radius: 90 } };
  putGeofence(world.store, 'fences', { GeofenceId: 'fence-1', Geometry }, world.now());
  const { input } = MODELS.get('scheduler')?.operation('CreateSchedule') ?? expect.fail();
  const schedule = least(input, (name) => WORDS[name]?.('any other'));
  await sendTo('scheduler', 'CreateSchedule', schedule);
}

function parsed(output: Shape, operation: string): unknown {
  return answered.startsWith('<') ? fromXml(output, operation, answered) : JSON.parse(answered || '{}');
}

/** What is wrong with a refusal: one the operation does not list, another status, members that are missing. */
function refusalComplaints({ error }: ServiceModel, { errors }: OperationModel, refusal: Refusal): string[] {
  const { name, $metadata } = refusal;
  if (!errors.includes(name) && !COMMON.has(name)) return [`refused with ${name}: ${refusal.message}`];
  const modelled = error(name);
  if (!modelled) return [];
  const body = Object.fromEntries(
    modelled.shape.members().map((member) => {
      const said = /^message$/i.test(member.name) ? refusal.message : refusal[member.name];
      return [member.name, said];
    }),
  );
  const status = $metadata.httpStatusCode;
  return [
    ...(status === modelled.status ? [] : [`${name} with ${status} instead of ${modelled.status}`]),
    ...complaints(modelled.shape, body, 'name').map((complaint) => `${name}: ${complaint}`),
  ];
}

/** What is wrong with how an input was refused: it was not, not as invalid, or for another of its members. */
function invalidComplaints(path: Path, refusal: Refusal | undefined, others: readonly string[]): string[] {
  const at = path.join('.');
  if (!refusal) return [`${at}: was taken`];
  const fields = refusal['FieldList'] as readonly { Name?: string }[] | undefined;
  const named =
    fields?.some(({ Name = '?' }) => `${at}.`.startsWith(`${Name}.`) || Name === `${at}.0`) ?? true;
  return [
    ...others.map((complaint) => `${at}: ${complaint}`),
    ...(INVALID.test(refusal.name) ? [] : [`${at}: refused with ${refusal.name}`]),
    ...(named ? [] : [`${at}: refused for ${fields?.map(({ Name }) => Name)}`]),
  ];
}
