import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LOCAL_PASSWORD } from '../../local/identity/local-password.ts';
import { LOCAL_TOTP } from '../../local/identity/user-pool.ts';
import { codeFrom, type Person, signIn } from '../../scripts/smoke/sign-in.ts';
import { runStory, type Smoke } from '../../scripts/smoke/story.ts';
import { Failure, trackerAt } from '../../scripts/smoke/tracker-api.ts';
import { SITE } from '../support/company.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());
beforeEach(() => stack.mend());

const NAMES = { dispatcher: 'demo-rosa', technician: 'demo-priya' };
const person = (who: keyof typeof NAMES, more: Partial<Person> = {}): Person => ({
  username: NAMES[who],
  password: LOCAL_PASSWORD,
  code: async () => codeFrom(LOCAL_TOTP),
  ...more,
});
const pool = () => ({ ...stack.userPool, endpoint: `${stack.url}/` });

/** The story as `npm run smoke` has it, but for the time: it passes by the stack's clock. */
async function smoke(phone: string, more: Partial<Smoke> = {}) {
  const steps: string[] = [];
  const ended = runStory({
    api: trackerAt(stack.url),
    signIn: (who) => signIn(pool(), person(who)),
    phone,
    site: SITE,
    interval: 4,
    now: stack.now,
    wait: async (seconds) => {
      await stack.idle();
      await stack.advance(seconds);
    },
    done: (step) => void steps.push(step),
    ...more,
  });
  const failure: unknown = await ended.then(
    () => undefined,
    (error) => error,
  );
  return { steps, failure };
}

/** What the office still sees of it: nothing may be left open. */
async function leftOpen(): Promise<string[]> {
  const { token } = await signIn(pool(), person('dispatcher'));
  const timeZone = 'America/Los_Angeles';
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(await stack.now());
  const { body } = await stack.call('GET', `/visits?day=${day}`, { token });
  expect(body.visits).not.toEqual([]);
  const statuses: string[] = body.visits.map((visit: { status: string }) => visit.status);
  return statuses.filter((status) => status !== 'completed' && status !== 'cancelled');
}

describe('the smoke test of a deployment', () => {
  it('does the main job through the public door and a real sign-in', async () => {
    const { steps, failure } = await smoke('+14155550181');
    expect(failure).toBeUndefined();
    expect(steps).toEqual([
      'the dispatcher signs in',
      'the technician signs in',
      'a visit is booked',
      "the customer's page opens",
      'the technician confirms and sets off',
      'the customer sees the van',
      'the arrival is noticed, by the geofence',
      'the customer is told',
      'the technician completes it; nothing is live any more',
    ]);
    expect(await leftOpen()).toEqual([]);
  });

  it('says what does not work, and leaves nothing open', async () => {
    await stack.fault({ service: 'location', operation: 'BatchEvaluateGeofences', kind: 'throttle' });
    const blind = await smoke('+14155550182');
    expect(blind.failure).toBeInstanceOf(Failure);
    expect(String(blind.failure)).toContain('not noticed by the geofence');
    expect(blind.steps.at(-1)).toBe('the visit that was left open is closed');
    await stack.mend();
    const body = { from: '+14155550183', text: 'STOP' };
    await stack.call('POST', '/_local/reply', { body });
    const mute = await smoke('+14155550183');
    expect(String(mute.failure)).toContain('Not told: booked');
    expect(await leftOpen()).toEqual([]);
  });
});

describe('the smoke test, of an account that lets links end with their visits', () => {
  const retain = async (retentionHours: number) => {
    const { token } = await stack.member('owner');
    const body = { link: { retentionHours } };
    expect((await stack.call('PUT', '/settings', { token, body })).status).toBe(200);
  };

  it('takes a dead link for the end of the job', async () => {
    await retain(0);
    // Longer than a function remembers an account's settings.
    await stack.advance(61);
    const { failure } = await smoke('+14155550185');
    await retain(24);
    expect(failure).toBeUndefined();
  });
});

describe('the smoke test, stopped on the way', () => {
  const stopped = () => Promise.reject(new Failure('Seen enough.'));
  let asked = 0;
  const first = () => asked++ === 0;

  it('cancels the visit that is on its way', async () => {
    const { steps, failure } = await smoke('+14155550186', { wait: stopped });
    expect(String(failure)).toContain('Seen enough.');
    expect(steps.at(-1)).toBe('the visit that was left open is closed');
    expect(await leftOpen()).toEqual([]);
  });

  it('says first why, and then which visit it could not close', async () => {
    const api = trackerAt(stack.url);
    const goesDown: Smoke['api'] = {
      ...api,
      call: (method, path, token, body) =>
        path.startsWith('/visits/') && method === 'GET' ? stopped() : api.call(method, path, token, body),
    };
    const wait = () => Promise.reject(new Failure('Nobody drives.'));
    const { failure } = await smoke('+14155550187', { wait, api: goesDown });
    expect(String(failure)).toMatch(/Nobody drives\.\nVisit visit_\S+ may be left open: Seen enough\./);
  });

  it.each<[string, (call: Smoke['api']['call']) => Smoke['api']['call']]>([
    [
      'whose answer was lost',
      (call) => async (method, path, token, body) => {
        const answer = await call<never>(method, path, token, body);
        if (path === '/visits' && first()) return stopped();
        return answer;
      },
    ],
    [
      'that never arrived',
      (call) => (method, path, token, body) =>
        path === '/visits' && first() ? stopped() : call(method, path, token, body),
    ],
  ])('closes the visit of a booking %s', async (_, through) => {
    asked = 0;
    const before = await leftOpen();
    const api = trackerAt(stack.url);
    const { steps, failure } = await smoke('+14155550189', { api: { ...api, call: through(api.call) } });
    expect(String(failure)).toContain('Seen enough.');
    expect(steps.at(-1)).toBe('the visit that was left open is closed');
    expect(await leftOpen()).toEqual(before);
  });

  it('names the id of a booking that it could neither see nor close', async () => {
    const api = trackerAt(stack.url);
    const call: Smoke['api']['call'] = (method, path, token, body) =>
      path === '/visits' ? stopped() : api.call(method, path, token, body);
    const { failure } = await smoke('+14155550189', { api: { ...api, call } });
    expect(String(failure)).toMatch(/Visit smoke-test-\S+ may be left open: Seen enough\./);
  });

  it('says which field of a request is wrong', async () => {
    const { failure } = await smoke('4155550188');
    expect(String(failure)).toMatch(/POST \/visits: 422 .*\/customer\/phone must be a phone number/);
  });
});

describe('signing in', () => {
  it.each<[string, Partial<Person>]>([
    ['a wrong password', { password: 'Local-password-2' }],
    ['a wrong code', { code: async () => '000000' }],
    ['nobody of the team', { username: 'demo-nobody' }],
  ])('is refused for %s', async (_, wrong) => {
    await expect(signIn(pool(), person('dispatcher', wrong))).rejects.toThrow(Failure);
  });

  it('is refused at a pool or client of somebody else, and without SRP', async () => {
    await expect(signIn({ ...pool(), clientId: 'x' }, person('dispatcher'))).rejects.toThrow(
      'does not exist',
    );
    const poolId = 'us-east-1_another';
    await expect(signIn({ ...pool(), poolId }, person('dispatcher'))).rejects.toThrow('Incorrect');
    const plain = await stack.call('POST', '/', {
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth' },
      body: { ClientId: stack.userPool.clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: {} },
    });
    expect(plain.body).toMatchObject({ __type: 'InvalidParameterException' });
  });
});
