import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { disableEndpoint, PUSH_ENDPOINTS } from '../../../local/emulators/push-endpoints.ts';
import { disableDevice, findDevice, saveDevice } from '../../../shared/devices/device-store.ts';
import { DAY } from '../../../shared/kernel/time.ts';
import { aSubscription } from '../../support/a-subscription.ts';
import { aCompany, type Company, call, newPhone, startDoors } from '../../support/staff-api.ts';

let doors: Awaited<ReturnType<typeof startDoors>>;
let firm: Company;
let dana: string;
let eli: string;
beforeAll(async () => {
  doors = await startDoors();
});
beforeEach(async () => {
  firm = await aCompany();
  [dana, eli] = [await aCustomer(firm, 'Dana'), await aCustomer(firm, 'Eli')];
});
afterAll(() => doors?.stop());

async function aCustomer({ desk }: Company, name: string): Promise<string> {
  const answer = await call('POST /customers', { as: desk, body: { name, phone: newPhone() } });
  return answer.body.customer.customerId;
}

let tokens = 0;
const newToken = () => `fcm-${++tokens}`;
const PUT = 'PUT /customers/{customerId}/devices';
const put = async (customerId: string, body: object, as = firm.desk) =>
  call(PUT, { as, path: { customerId }, body: { platform: 'android', ...body } });
const listed = async (customerId: string) =>
  (await call('GET /customers/{customerId}/devices', { as: firm.desk, path: { customerId } })).body.devices;
const patch = (deviceId: string, body: object) =>
  call('PATCH /devices/{deviceId}', { as: firm.desk, path: { deviceId }, body });
const remove = (deviceId: string, as = firm.desk) =>
  call('DELETE /devices/{deviceId}', { as, path: { deviceId } });
/** What SNS knows of a token. */
const endpoint = (token: string) =>
  doors.world.store
    .list<{ token: string; enabled: boolean }>(PUSH_ENDPOINTS)
    .find(({ value }) => value.token === token);

describe('a device', () => {
  it('is kept with what its app tells, and never shown with its token', async () => {
    const pushToken = newToken();
    const told = { pushToken, deviceModel: 'Pixel 9', appVersion: '3.2.0' };
    const { status, body } = await put(dana, told);
    expect(status).toBe(201);
    expect(body.device).toMatchObject({
      customerId: dana,
      platform: 'android',
      deviceModel: 'Pixel 9',
      appVersion: '3.2.0',
      optIn: true,
      registeredAt: body.device.lastSeenAt,
    });
    const kept = await findDevice(firm.accountId, body.device.deviceId);
    expect(kept).toMatchObject({ endpointArn: endpoint(pushToken)?.key });
    for (const shown of [body, await listed(dana), kept])
      expect(JSON.stringify(shown)).not.toContain(pushToken);
    expect(JSON.stringify(await listed(dana))).not.toContain('endpoint');
  });

  it('registers again: one device, with its opt-in, what it did not tell, and when it came first', async () => {
    const pushToken = newToken();
    const first = (await put(dana, { pushToken, deviceModel: 'Pixel 9', appVersion: '3.2.0' })).body.device;
    await patch(first.deviceId, { optIn: false });
    const again = await put(dana, { pushToken, appVersion: '3.3.0' });
    expect(again.status).toBe(200);
    expect(again.body.device).toEqual({
      ...first,
      appVersion: '3.3.0',
      optIn: false,
      lastSeenAt: again.body.device.lastSeenAt,
    });
    expect(await listed(dana)).toHaveLength(1);
    expect((await put(dana, { pushToken, optIn: true })).body.device.optIn).toBe(true);
  });

  it('moves to the latest customer, opted in, as if it were new', async () => {
    const pushToken = newToken();
    const first = (await put(dana, { pushToken, optIn: false })).body.device;
    const moved = await put(eli, { pushToken });
    expect(moved.status).toBe(200);
    expect(moved.body.device).toMatchObject({ deviceId: first.deviceId, customerId: eli, optIn: true });
    expect([await listed(dana), await listed(eli)]).toMatchObject([[], [{ customerId: eli }]]);
    expect(endpoint(pushToken)?.key, 'the same as before').toBeDefined();
  });

  it('is reached again once it registers, whatever SNS made of its endpoint', async () => {
    const pushToken = newToken();
    const { device } = (await put(dana, { pushToken })).body;
    disableEndpoint(doors.world, pushToken);
    const known = await findDevice(firm.accountId, device.deviceId);
    if (!known) throw new Error('There is no device.');
    await disableDevice(known, Date.now());
    expect((await listed(dana))[0].disabledAt).toBeDefined();
    expect((await put(dana, { pushToken })).body.device.disabledAt).toBeUndefined();
    expect(endpoint(pushToken)?.value.enabled).toBe(true);
  });

  it('is an iPhone by its token in capitals too, or a browser by its subscription', async () => {
    const [one, same] = await Promise.all(
      ['AA11BB', 'aa11bb'].map((pushToken) => put(dana, { platform: 'ios', pushToken })),
    );
    expect(one?.body.device.deviceId).toBe(same?.body.device.deviceId);
    const { endpoint: pushToken, keys } = aSubscription();
    const browser = await put(dana, { platform: 'web', pushToken, keys });
    expect(browser.status, JSON.stringify(browser.body)).toBe(201);
  });

  it('goes, and its endpoint with it', async () => {
    const pushToken = newToken();
    const { device } = (await put(dana, { pushToken })).body;
    expect((await remove(device.deviceId)).status).toBe(204);
    expect([await listed(dana), endpoint(pushToken)]).toEqual([[], undefined]);
    expect((await remove(device.deviceId)).status).toBe(404);
  });
});

describe('what is no device', () => {
  it.each<[string, object, number, string]>([
    ['no token', {}, 400, '/pushToken'],
    ['an empty token', { pushToken: '' }, 422, '/pushToken'],
    ['a token of spaces', { pushToken: '  ' }, 422, '/pushToken'],
    ['a token that is too long', { pushToken: 'x'.repeat(8193) }, 422, '/pushToken'],
    ['a token Apple never gave', { platform: 'ios', pushToken: 'no hex' }, 422, '/pushToken'],
    ['another platform', { platform: 'symbian', pushToken: 'x' }, 400, '/platform'],
    ['a browser without keys', { platform: 'web', pushToken: 'https://push.example.com/1' }, 422, '/keys'],
    ['a browser at no address', { platform: 'web', pushToken: 'http://10.0.0.1/' }, 422, '/pushToken'],
    ['a consent that is none', { pushToken: 'x', optIn: 'yes' }, 400, '/optIn'],
  ])('is refused: %s', async (_, body, status, pointer) => {
    const answer = await put(dana, body);
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([status, pointer]);
    expect(await listed(dana)).toEqual([]);
  });

  it('is refused without a customer, which the answer says', async () => {
    const rival = await aCompany();
    for (const nobody of ['customer_nobody', await aCustomer(rival, 'Rita')]) {
      const answer = await put(nobody, { pushToken: newToken() });
      expect([answer.status, answer.body.errors]).toEqual([
        404,
        [{ pointer: '/customerId', detail: 'is no customer of this account' }],
      ]);
    }
  });

  it('is not kept where its platform is not set up', async () => {
    const arn = process.env['IOS_APPLICATION_ARN'];
    process.env['IOS_APPLICATION_ARN'] = '';
    const { status, body } = await put(dana, { platform: 'ios', pushToken: 'aa11' });
    process.env['IOS_APPLICATION_ARN'] = arn;
    expect([status, body.type, body.errors[0].pointer]).toEqual([
      409,
      'urn:service-tracker:problem:push-not-configured',
      '/platform',
    ]);
    expect(await listed(dana)).toEqual([]);
  });
});

describe('two companies of one customer', () => {
  it('have a device each, of which one goes without the other', async () => {
    const pushToken = newToken();
    const rival = await aCompany();
    const rita = await aCustomer(rival, 'Rita');
    const ours = (await put(dana, { pushToken })).body.device;
    const theirs = (await put(rita, { pushToken }, rival.desk)).body.device;
    expect(theirs.deviceId).not.toBe(ours.deviceId);
    expect((await remove(theirs.deviceId)).status, 'not ours').toBe(404);
    await remove(ours.deviceId);
    expect(endpoint(pushToken), 'theirs still').toBeDefined();
    await remove(theirs.deviceId, rival.desk);
    expect(endpoint(pushToken)).toBeUndefined();
  });
});

describe('an account’s devices', () => {
  const all = (query: Record<string, string> = {}) => call('GET /devices', { as: firm.desk, query });
  const seen = (daysAgo: number, name: string) => {
    const endpointArn = `arn:aws:sns:us-east-1:123456789012:endpoint/GCM/app/${name}`;
    return saveDevice(
      {
        accountId: firm.accountId,
        owner: { customerId: dana },
        pushToken: name,
        reach: { platform: 'android', endpointArn },
        deviceModel: name,
      },
      Date.now() - daysAgo * DAY,
    );
  };
  const models = ({ body }: Awaited<ReturnType<typeof all>>) =>
    body.devices.map(({ deviceModel }: { deviceModel: string }) => deviceModel);

  it('are listed by how long they were not seen, or those alone that were not for so many days', async () => {
    await seen(29.9, 'new');
    await seen(400, 'old');
    await seen(30.1, 'older');
    expect(models(await all())).toEqual(['old', 'older', 'new']);
    expect(models(await all({ unseenDays: '30' }))).toEqual(['old', 'older']);
    await seen(0, 'old');
    expect(models(await all({ unseenDays: '30' }))).toEqual(['older']);
    for (const unseenDays of ['0', '-1', '1.5', 'x', '10000']) {
      const answer = await all({ unseenDays });
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '/unseenDays']);
    }
  });

  it('are listed page by page, each once', async () => {
    for (let device = 0; device < 51; device++) await seen(device, `device ${device}`);
    const first = await all();
    expect(first.body.devices).toHaveLength(50);
    const second = await all({ cursor: first.body.cursor });
    expect(models(second)).toEqual(['device 0']);
    expect(second.body.cursor).toBeUndefined();
    const mixed = await all({ cursor: first.body.cursor, unseenDays: '30' });
    expect([mixed.status, mixed.body.devices]).toEqual([200, []]);
  });
});
