import {
  CreatePlatformEndpointCommand,
  DeleteEndpointCommand,
  GetEndpointAttributesCommand,
  GetPlatformApplicationAttributesCommand,
  PublishCommand,
  SetEndpointAttributesCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OUTBOX, type OutboxMessage } from '../../../local/emulators/outbox.ts';
import {
  declarePlatformApplication,
  disableEndpoint,
  localApplication,
} from '../../../local/emulators/push-endpoints.ts';
import { createSns } from '../../../local/emulators/sns.ts';
import { createWorld, type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';

const world = createWorld();
const [ios, android] = [localApplication(world, 'APNS'), localApplication(world, 'GCM')];
let served: ServedEmulators;
let sns: SNSClient;
beforeAll(async () => {
  served = await serveEmulators(createSns(world));
  sns = new SNSClient(served.client);
});
afterAll(() => served.stop());

let tokens = 0;
const newToken = () => `token-${++tokens}`;
const create = async (Token: string, more: object = {}, PlatformApplicationArn = android) =>
  (await sns.send(new CreatePlatformEndpointCommand({ PlatformApplicationArn, Token, ...more })))
    .EndpointArn ?? '';
const set = (EndpointArn: string, Attributes: Record<string, string>) =>
  sns.send(new SetEndpointAttributesCommand({ EndpointArn, Attributes }));
const attributes = async (EndpointArn: string) =>
  (await sns.send(new GetEndpointAttributesCommand({ EndpointArn }))).Attributes;
const INVALID = 'InvalidParameterException';

describe('the same token', () => {
  it.each<[string, object, object | undefined, object]>([
    ['again', {}, undefined, {}],
    ['with the same user data', { CustomUserData: 'a' }, undefined, { CustomUserData: 'a' }],
    ['said to be enabled, as it is', {}, undefined, { Attributes: { Enabled: 'True' } }],
    ['disabled, and said to be', {}, { Enabled: 'false' }, { Attributes: { Enabled: 'false' } }],
  ])('is the same endpoint: %s', async (_, first, meanwhile, again) => {
    const token = newToken();
    const arn = await create(token, first);
    if (meanwhile) await set(arn, { ...meanwhile });
    expect(await create(token, again)).toBe(arn);
  });

  it.each<[string, object, object | undefined, object]>([
    ['with other user data', { CustomUserData: 'a' }, undefined, { CustomUserData: 'b' }],
    ['without the user data', { CustomUserData: 'a' }, undefined, {}],
    ['with user data it lacked', {}, undefined, { CustomUserData: 'a' }],
    ['disabled meanwhile', {}, { Enabled: 'false' }, {}],
    ['to be disabled', {}, undefined, { Attributes: { Enabled: 'false' } }],
  ])('is refused by the name of its endpoint: %s', async (_, first, meanwhile, again) => {
    const token = newToken();
    const arn = await create(token, first);
    if (meanwhile) await set(arn, { ...meanwhile });
    await expect(create(token, again)).rejects.toMatchObject({
      name: INVALID,
      message: `Invalid parameter: Token Reason: Endpoint ${arn} already exists with the same Token, but different attributes.`,
    });
  });

  it('is another endpoint of another app, and once it was deleted', async () => {
    const arn = await create('abcdef');
    expect(await create('abcdef', {}, ios)).not.toBe(arn);
    for (let time = 0; time < 2; time++) await sns.send(new DeleteEndpointCommand({ EndpointArn: arn }));
    await expect(attributes(arn)).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(set(arn, { Enabled: 'true' })).rejects.toMatchObject({ name: 'NotFoundException' });
    expect(await create('abcdef')).not.toBe(arn);
  });
});

describe('a token', () => {
  it.each<[string, string, string]>([
    ['of Apple’s that is no hexadecimal number', 'xyz', ios],
    ['of Apple’s that is too long', 'a'.repeat(401), ios],
    ['that is too long', 'a'.repeat(8193), android],
    ['that is empty', '', android],
  ])('is refused: %s', async (_, token, application) => {
    await expect(create(token, {}, application)).rejects.toMatchObject({ name: INVALID });
  });

  it.each([
    ['a'.repeat(400), ios],
    ['a'.repeat(8192), android],
  ])('is taken', async (token, application) => {
    expect(await create(token, {}, application)).toMatch(/:endpoint\/(APNS|GCM)\/service-tracker\/[\w-]+$/);
  });

  it('is set anew, but by no attribute nobody knows', async () => {
    const arn = await create(newToken());
    await set(arn, { Token: 'another', Enabled: 'false' });
    expect(await attributes(arn)).toEqual({ Token: 'another', Enabled: 'false' });
    for (const bad of [{ Colour: 'red' }, { Enabled: 'perhaps' }, { Token: '' }]) {
      await expect(set(arn, bad as never)).rejects.toMatchObject({ name: INVALID });
    }
  });
});

describe('an app', () => {
  const ask = (PlatformApplicationArn: string) =>
    sns.send(new GetPlatformApplicationAttributesCommand({ PlatformApplicationArn }));

  it('is known with its state, or not at all', async () => {
    expect((await ask(ios)).Attributes).toEqual({ Enabled: 'true' });
    const nowhere = `${ios}-of-others`;
    await expect(ask(nowhere)).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(create('abc', {}, nowhere)).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(create('abc', {}, 'nonsense')).rejects.toMatchObject({ name: INVALID });
  });
});

describe('a message to a device', () => {
  const publish = (TargetArn: string, over: object = {}) =>
    sns.send(new PublishCommand({ TargetArn, Message: 'Hello', ...over }));
  const forms = (more: object) => ({
    MessageStructure: 'json',
    Message: JSON.stringify({ default: 'Hello', ...more }),
  });
  const apple = (body: unknown) => ({ APNS: JSON.stringify({ aps: { alert: { title: 'Acme', body } } }) });
  const firebase = (message: object) => ({ GCM: JSON.stringify({ fcmV1Message: { message } }) });
  const last = () => world.store.list<OutboxMessage>(OUTBOX).at(-1)?.value;

  it('shows what was meant for its platform', async () => {
    const iphone = await create('aa11', {}, ios);
    await publish(iphone, forms({ ...apple('Bonjour'), ...firebase({ notification: { body: 'Hola' } }) }));
    expect(last()).toMatchObject({ channel: 'push', to: 'aa11', text: 'Bonjour' });
    const phone = await create('pixel');
    await publish(phone, forms(firebase({ notification: { body: 'Hola' }, data: { visit: '1' } })));
    expect(last()).toMatchObject({ channel: 'push', to: 'pixel', text: 'Hola' });
    await publish(phone, forms(apple('Bonjour')));
    expect(last()?.text).toBe('Hello');
  });

  it.each<[string, object]>([
    ['that is no JSON', { MessageStructure: 'json', Message: 'Hello' }],
    ['without a default', { MessageStructure: 'json', Message: '{"GCM":"{}"}' }],
    ['whose form is an object', forms({ GCM: { fcmV1Message: {} } })],
    ['in the old form', forms({ GCM: '{"notification":{"body":"Hola"}}' })],
    ['with data that are no texts', forms(firebase({ notification: { body: 'Hola' }, data: { visit: 1 } }))],
    [
      'with a time to live that is none',
      forms(firebase({ notification: { body: 'Hola' }, android: { ttl: 9 } })),
    ],
    ['that says whom it is for', forms(firebase({ notification: { body: 'Hola' }, token: 'x' }))],
    ['of more than 4 KB', forms(firebase({ notification: { body: 'x'.repeat(4097) } }))],
    ['in another structure', { MessageStructure: 'xml' }],
    [
      'with an id to collapse by that is too long',
      {
        MessageAttributes: {
          'AWS.SNS.MOBILE.APNS.COLLAPSE_ID': { DataType: 'String', StringValue: 'x'.repeat(65) },
        },
      },
    ],
  ])('is refused %s', async (_, over) => {
    await expect(publish(await create('refusing'), over)).rejects.toMatchObject({ name: INVALID });
  });

  it('is refused by an endpoint that is disabled, gone, or of an app whose credentials are bad', async () => {
    const arn = await create('asleep');
    disableEndpoint(world, 'asleep');
    await expect(publish(arn)).rejects.toMatchObject({ name: 'EndpointDisabledException' });
    await sns.send(new DeleteEndpointCommand({ EndpointArn: arn }));
    await expect(publish(arn)).rejects.toMatchObject({ name: INVALID });
    const expired = 'arn:aws:sns:us-east-1:123456789012:app/APNS_SANDBOX/expired';
    declarePlatformApplication(world.store, expired);
    const device = await create('bb22', {}, expired);
    declarePlatformApplication(world.store, expired, false);
    await expect(publish(device)).rejects.toMatchObject({ name: 'PlatformApplicationDisabledException' });
  });
});
