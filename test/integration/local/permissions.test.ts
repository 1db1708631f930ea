import { fileURLToPath } from 'node:url';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GeocodeCommand, GeoPlacesClient } from '@aws-sdk/client-geo-places';
import { LocationClient, PutGeofenceCommand } from '@aws-sdk/client-location';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CheckIfPhoneNumberIsOptedOutCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamodb } from '../../../local/dynamodb/dynamodb.ts';
import { createEngineClient } from '../../../local/dynamodb/engine-client.ts';
import { createEmulators } from '../../../local/emulators/all-emulators.ts';
import { type AwsEndpoint, startAwsEndpoint } from '../../../local/endpoint/aws-endpoint.ts';
import { createEventBridge } from '../../../local/events/eventbridge.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import { readReference } from '../../../local/iam/authorization-reference.ts';
import { accessKeyOf, createGuard } from '../../../local/iam/guard.ts';
import { GUARDED_SERVICES } from '../../../local/iam/needs.ts';
import { readPermissions } from '../../../local/iam/permissions.ts';
import { readAssembly } from '../../../local/template/read-assembly.ts';
import { readDeployment } from '../../../local/template/read-deployment.ts';
import { createUsage } from '../../../local/usage/usage.ts';
import { createWorld } from '../../support/serve-emulators.ts';

const deployment = readDeployment(readAssembly(fileURLToPath(new URL('../../../cdk.out', import.meta.url))), {
  publicHost: '127.0.0.1:1',
  secret: () => 'secret',
});
const usage = createUsage();
const reference = await readReference(GUARDED_SERVICES);
const guard = createGuard({ deployment, reference });
const named = (part: string) => deployment.tables.find(({ name }) => name.includes(part))?.name ?? '';

const A_YEAR = 366 * 86_400_000;

let endpoint: AwsEndpoint;
beforeAll(async () => {
  const faults = createFaults();
  // No engine listens there: a call that gets past the guard fails otherwise than by permission.
  const engine = createEngineClient('http://127.0.0.1:1');
  const buses = { has: () => true, publish: () => 'id' } as never;
  endpoint = await startAwsEndpoint({
    emulators: [
      ...createEmulators(createWorld()).emulators,
      createDynamodb({ engine, usage, written: () => undefined }),
      createEventBridge(buses, createWorld()),
    ],
    now: () => Date.now() + A_YEAR,
    usage,
    faults,
    guard,
    crash: () => undefined,
    timersChanged: () => undefined,
  });
});
afterAll(() => endpoint.stop());

const as = (functionName: string) => ({
  endpoint: endpoint.url,
  region: 'us-east-1',
  credentials: { accessKeyId: accessKeyOf(functionName, 1), secretAccessKey: 'local' },
  disableHostPrefix: true,
  maxAttempts: 1,
});
const positions = 'service-tracker-positions';
const refusalOf = async (answer: Promise<unknown>) => {
  const error = await answer.then(
    () => undefined,
    (refused) => refused,
  );
  return [error?.name, error?.$metadata?.httpStatusCode];
};

describe('a function that lacks a permission', () => {
  it('is told who it is and what it may not do', async () => {
    const read = new GetItemCommand({ TableName: named('Records'), Key: { pk: { S: 'a' }, sk: { S: 'a' } } });
    await expect(new DynamoDBClient(as(positions)).send(read)).rejects.toThrow(
      new RegExp(
        `^User: arn:aws:sts::000000000000:assumed-role/.*/${positions} is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:000000000000:table/${named('Records')} because no identity-based policy allows the dynamodb:GetItem action$`,
      ),
    );
    expect(usage.read()['dynamodb']).toBeUndefined();
  });

  it("is refused in each service's own way", async () => {
    const key = { pk: { S: 'a' }, sk: { S: 'a' } };
    const at = [0, 0];
    const entry = { EventBusName: 'x', Source: 's', DetailType: 't', Detail: '{}' };
    const circle = { Circle: { Center: at, Radius: 100 } };
    const fence = { CollectionName: 'x', GeofenceId: 'a', Geometry: circle };
    expect([
      await refusalOf(
        new DynamoDBClient(as(positions)).send(new GetItemCommand({ TableName: 'x', Key: key })),
      ),
      await refusalOf(new EventBridgeClient(as(positions)).send(new PutEventsCommand({ Entries: [entry] }))),
      await refusalOf(
        new SecretsManagerClient(as(positions)).send(new GetSecretValueCommand({ SecretId: 'x' })),
      ),
      await refusalOf(new LocationClient(as(positions)).send(new PutGeofenceCommand(fence))),
      await refusalOf(new GeoPlacesClient(as(positions)).send(new GeocodeCommand({ QueryText: 'x' }))),
      await refusalOf(
        new SNSClient(as(positions)).send(new PublishCommand({ PhoneNumber: '+14155550100', Message: 'x' })),
      ),
    ]).toEqual([
      ['AccessDeniedException', 400],
      ['AccessDeniedException', 400],
      ['AccessDeniedException', 400],
      ['AccessDeniedException', 403],
      ['AccessDeniedException', 403],
      ['AuthorizationErrorException', 403],
    ]);
  });
});

describe('a function that has it', () => {
  it('texts a phone, but no topic', async () => {
    const sns = new SNSClient(as('service-tracker-send-texts'));
    await expect(
      sns.send(new PublishCommand({ PhoneNumber: '+14155550100', Message: 'x' })),
    ).resolves.toHaveProperty('MessageId');
    const question = new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: '+14155550100' });
    expect((await sns.send(question)).isOptedOut).toBe(false);
    const topic = new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:000000000000:t', Message: 'x' });
    expect(await refusalOf(sns.send(topic))).toEqual(['AuthorizationErrorException', 403]);
  });

  it('is let past to the table', async () => {
    const key = { pk: { S: 'a' }, sk: { S: 'a' } };
    const read = new GetItemCommand({ TableName: named('Records'), Key: key });
    const [name] = await refusalOf(new DynamoDBClient(as('service-tracker-team-reads')).send(read));
    expect(name).not.toBe('AccessDeniedException');
  });

  it('loses it to a denial', () => {
    const denied = guardOf(everything('Allow'), everything('Deny'));
    const call = { operation: 'GetItem', input: { TableName: 'x' } };
    expect(() => denied.admit(accessKeyOf(positions, 1), 'dynamodb', call)).toThrow('explicit deny');
  });
});

const everything = (Effect: string) => ({ Effect, Action: '*', Resource: '*' });

/** Every function may do what these statements say. */
function guardOf(...Statement: object[]) {
  const role = { name: 'told', permissions: readPermissions({ Version: '2012-10-17', Statement }, 'told') };
  const functions = deployment.functions.map((one) => ({ ...one, role }));
  return createGuard({ deployment: { ...deployment, functions }, reference });
}

describe('an action that AWS knows no resource for', () => {
  const optOut = { operation: 'CheckIfPhoneNumberIsOptedOut', input: { phoneNumber: '+14155550100' } };
  const streams = { operation: 'ListStreams', input: { TableName: named('Records') } };
  const on = (Action: string, of: object) => ({ Effect: 'Allow', Action, ...of });
  const stream = `arn:aws:dynamodb:us-east-1:000000000000:table/${named('Records')}/stream/*`;

  it.each([
    ['sns', optOut, on('sns:*', { NotResource: 'arn:aws:sns:*:*:*' })],
    ['sns', optOut, on('sns:*', { Resource: 'arn:aws:sns:*' })],
    ['dynamodb', streams, on('dynamodb:ListStreams', { Resource: stream })],
  ] as const)('%s: is not allowed by less than a star: %j %j', (service, call, statement) => {
    const refuse = () => guardOf(statement).admit(accessKeyOf(positions, 1), service, call);
    expect(refuse).toThrow(/because no identity-based policy allows the .*(OptedOut|ListStreams) action/);
  });

  it.each([
    ['sns', optOut, on('sns:CheckIfPhoneNumberIsOptedOut', { Resource: '*' })],
    ['dynamodb', streams, on('dynamodb:ListStreams', { Resource: '*' })],
  ] as const)('%s: is allowed by one: %j %j', (service, call, statement) => {
    expect(() => guardOf(statement).admit(accessKeyOf(positions, 1), service, call)).not.toThrow();
  });

  it('is refused when AWS does not know it itself, whatever is allowed', () => {
    const call = { operation: 'FetchItem', input: { TableName: 'x' } };
    const refuse = () => guardOf(everything('Allow')).admit(accessKeyOf(positions, 1), 'dynamodb', call);
    expect(refuse).toThrow('because AWS knows no such action');
  });
});

describe('the local cloud itself', () => {
  it("dates its answers by the stack's clock, lest an SDK think its own clock wrong and ask again", async () => {
    const { headers } = await fetch(endpoint.url);
    expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(Date.now() + A_YEAR - 60_000);
  });

  it('is not asked', () => {
    expect(() => guard.admit('local', 'dynamodb', { operation: 'GetItem', input: {} })).not.toThrow();
  });
});
