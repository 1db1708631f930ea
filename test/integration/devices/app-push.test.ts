import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AwsCall, AwsResponse } from '../../../local/emulators/emulator.ts';
import { OUTBOX, type OutboxMessage } from '../../../local/emulators/outbox.ts';
import {
  declarePlatformApplication,
  disableEndpoint,
  localApplication,
  PUSH_ENDPOINTS,
} from '../../../local/emulators/push-endpoints.ts';
import { createSns } from '../../../local/emulators/sns.ts';
import { pushToApp } from '../../../shared/devices/app-push-client.ts';
import { deleteEndpoint, endpointFor } from '../../../shared/devices/endpoint-client.ts';
import { createWorld, type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';

const world = createWorld();
const sns = createSns(world);
const android = localApplication(world, 'GCM');
/** What SNS was asked, and what comes in the place of its answer, or before it. */
let asked: AwsCall[] = [];
let before: (call: AwsCall) => AwsResponse | undefined = () => undefined;
let served: ServedEmulators;
beforeAll(async () => {
  served = await serveEmulators({
    ...sns,
    handle: (call, request) => {
      asked.push(call);
      return before(call) ?? sns.handle(call, request);
    },
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SNS: served.client.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
});
beforeEach(() => {
  asked = [];
  before = () => undefined;
});
afterAll(() => served?.stop());

interface Row {
  readonly token: string;
  readonly enabled: boolean;
  readonly userData: string;
}
const put = (row: Partial<Row> & Pick<Row, 'token'>) => {
  const arn = `${android.replace(':app/', ':endpoint/')}/${randomUUID()}`;
  world.store.put(PUSH_ENDPOINTS, arn, { enabled: true, userData: '', ...row });
  return arn;
};
const known = (arn: string) => world.store.get<Row>(PUSH_ENDPOINTS, arn);
const operations = () => asked.map(({ operation }) => operation);

describe('the endpoint of a token', () => {
  it('is made where there is none', async () => {
    const arn = await endpointFor(android, 'new');
    expect(known(arn)).toMatchObject({ token: 'new', enabled: true });
    expect(operations()).toEqual(['CreatePlatformEndpoint', 'GetEndpointAttributes']);
  });

  it.each<[string, Partial<Row>]>([
    ['as it was made', {}],
    ['disabled meanwhile', { enabled: false }],
    ['made by somebody with data of theirs', { userData: 'theirs' }],
    ['both', { userData: 'theirs', enabled: false }],
  ])('is the one that SNS has already, ready to take messages: %s', async (what, row) => {
    const arn = put({ token: what, ...row });
    expect(await endpointFor(android, what)).toBe(arn);
    expect(known(arn)).toEqual({ token: what, userData: '', ...row, enabled: true });
    expect(operations().includes('SetEndpointAttributes')).toBe(row.enabled === false);
  });

  it('is made again when somebody deleted it between two calls', async () => {
    before = ({ operation, input }) => {
      if (operation === 'GetEndpointAttributes') {
        world.store.delete(PUSH_ENDPOINTS, String(input['EndpointArn']));
      }
      return undefined;
    };
    expect(known(await endpointFor(android, 'fleeting'))).toMatchObject({ enabled: true });
  });

  it('is not made for a token that SNS refuses, nor of an app it does not know', async () => {
    const ios = localApplication(world, 'APNS');
    await expect(endpointFor(ios, 'no hex')).rejects.toMatchObject({
      status: 422,
      extras: { errors: [{ pointer: '/pushToken' }] },
    });
    await expect(endpointFor(`${android}-2`, 'x')).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('goes, and may be told to go again', async () => {
    const arn = await endpointFor(android, 'going');
    for (let time = 0; time < 2; time++) await deleteEndpoint(arn);
    expect(known(arn)).toBeUndefined();
  });
});

describe('a message to an app', () => {
  const notification = {
    title: 'Acme',
    body: 'Marcus – „here“ 🚐',
    url: 'https://track.example.com/t/x',
    topic: 'a'.repeat(32),
  };
  const push = (endpointArn: string) => pushToApp({ platform: 'android', endpointArn }, notification);

  it.each(['APNS', 'APNS_SANDBOX', 'GCM'] as const)(
    'is in the words of %s, for an hour',
    async (platform) => {
      const arn = await endpointFor(localApplication(world, platform), 'aa11');
      expect(await push(arn)).toEqual({ kind: 'accepted' });
      const sent = world.store.list<OutboxMessage>(OUTBOX).at(-1)?.value;
      expect(sent).toMatchObject({ channel: 'push', to: 'aa11', text: notification.body });
      const { Message, MessageAttributes } = (asked.at(-1) ?? expect.fail()).input as {
        Message: string;
        MessageAttributes: Record<string, { StringValue: string }>;
      };
      const form = JSON.parse(JSON.parse(Message)[platform]);
      const { url, topic } = notification;
      if (platform === 'GCM') {
        const android = { ttl: '3600s', collapse_key: topic, notification: { tag: topic } };
        expect(form.fcmV1Message.message).toMatchObject({ data: { url }, android });
        return;
      }
      expect(form.url).toBe(url);
      expect(MessageAttributes[`AWS.SNS.MOBILE.${platform}.TTL`]?.StringValue).toBe('3600');
      expect(MessageAttributes['AWS.SNS.MOBILE.APNS.COLLAPSE_ID']?.StringValue).toBe(topic);
    },
  );

  it('is for nobody where the endpoint is disabled, or was deleted', async () => {
    const arn = await endpointFor(android, 'gone');
    disableEndpoint(world, 'gone');
    expect(await push(arn)).toEqual({ kind: 'gone' });
    await deleteEndpoint(arn);
    expect(await push(arn)).toEqual({ kind: 'gone' });
  });

  it('is refused where the app’s credentials are bad, which is no fault of the device’s', async () => {
    const expired = `${android}-expired`;
    declarePlatformApplication(world.store, expired);
    const arn = await endpointFor(expired, 'loyal');
    declarePlatformApplication(world.store, expired, false);
    expect(await push(arn)).toEqual({ kind: 'refused', reason: 'PlatformApplicationDisabled' });
  });

  it('may have left when no answer of SNS’s own came, and is not handed over again', async () => {
    const arn = await endpointFor(android, 'unsure');
    for (const status of [502, 503]) {
      asked = [];
      before = () => ({ status, body: '<html>' });
      expect((await push(arn)).kind).toBe('silence');
      expect(operations()).toEqual(['Publish']);
    }
  });
});
