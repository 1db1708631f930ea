import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createCloudWatch } from '../../../local/emulators/cloudwatch.ts';
import { AwsError } from '../../../local/emulators/emulator.ts';
import { type MailAccount, setMailAccount } from '../../../local/emulators/mail-account.ts';
import { replyByText } from '../../../local/emulators/opt-outs.ts';
import { declarePlatformApplication, localApplication } from '../../../local/emulators/push-endpoints.ts';
import { createSes } from '../../../local/emulators/ses.ts';
import { type SmsAccount, setSmsAccount } from '../../../local/emulators/sms-account.ts';
import { createSns } from '../../../local/emulators/sns.ts';
import { mailQuestions, pushQuestions, textQuestions } from '../../../shared/readiness/channels-client.ts';
import { checkHealth } from '../../../shared/readiness/check-health.ts';
import type { State } from '../../../shared/readiness/verdict.ts';
import {
  createWorld,
  type Served,
  type ServedEmulators,
  serveEmulators,
} from '../../support/serve-emulators.ts';

const world = createWorld();
const plan = {
  region: 'us-east-1',
  domain: 'track.example.com',
  mailSender: 'visits@example.com',
  iosApplication: localApplication(world, 'APNS'),
};
const PENDING = [{ number: '+12065550100', status: 'PENDING', capabilities: ['SMS'] }];
let silent = new Set<string>();
let served: ServedEmulators;
beforeAll(async () => {
  served = await serveEmulators(
    ...[createSns(world), createSes(world), createCloudWatch(world)].map(mayHang),
  );
});
afterAll(() => served.stop());
beforeEach(() => {
  silent = new Set();
  setSmsAccount(world.store, {});
  setMailAccount(world.store, {});
  declarePlatformApplication(world.store, plan.iosApplication);
});

/** Operations that nobody answers, and those that are refused. */
const mayHang = (emulator: Served): Served => ({
  ...emulator,
  handle(call, request) {
    if (silent.has(call.operation)) return new Promise(() => undefined);
    if (silent.has(`no ${call.operation}`)) throw new AwsError(403, 'AuthorizationError', 'not authorized');
    return emulator.handle(call, request);
  },
});

const check = (deadline = AbortSignal.timeout(30_000)) =>
  checkHealth(
    {
      sms: textQuestions(plan, served.client, world.now()),
      email: mailQuestions(plan, served.client),
      push: pushQuestions(plan, served.client),
    },
    world.now(),
    deadline,
  );
/** What is not all right, by its name. */
const found = async (deadline?: AbortSignal) => {
  const { channels } = await check(deadline);
  const checks = channels.flatMap((channel) => channel.checks);
  return Object.fromEntries(
    checks.filter(({ state }) => state !== 'ok').map(({ name, state }) => [name, state]),
  );
};

it('of an account that is able to send, all is well', async () => {
  const { channels } = await check();
  expect(channels.map(({ channel, state }) => [channel, state])).toEqual([
    ['sms', 'ok'],
    ['email', 'ok'],
    ['push', 'ok'],
  ]);
  expect(channels.map(({ checks }) => checks.length)).toEqual([7, 3, 2]);
});

it.each<[string, Partial<SmsAccount>, Record<string, State>]>([
  ['in the sandbox', { inSandbox: true }, { sms_sandbox: 'problem' }],
  ['without a number', { numbers: [] }, { sms_number: 'problem' }],
  ['with a number that waits', { numbers: PENDING }, { sms_number: 'problem' }],
  ['with little left to spend', { spent: 80 }, { sms_spent: 'warning' }],
  ['with nothing left to spend', { spent: 100.5 }, { sms_spent: 'problem' }],
  [
    'as Amazon makes it',
    { inSandbox: true, attributes: {}, numbers: [] },
    {
      sms_sandbox: 'problem',
      sms_spend_limit: 'problem',
      sms_type: 'warning',
      sms_number: 'problem',
      sms_results: 'warning',
    },
  ],
])('of an account %s, what is wrong with its texts is told', async (_, account, expected) => {
  setSmsAccount(world.store, account);
  expect(await found()).toEqual(expected);
});

it.each<[string, Partial<MailAccount>, Record<string, State>]>([
  ['in the sandbox', { production: false }, { email_sandbox: 'warning' }],
  ['with nobody verified', { identities: [] }, { email_sender: 'problem' }],
  [
    'whose sender still waits',
    { identities: [{ name: 'example.com', status: 'PENDING' }] },
    { email_sender: 'problem' },
  ],
  ['that is paused', { sending: false }, { email_quota: 'problem' }],
  ['that is watched', { standing: 'PROBATION' }, { email_quota: 'warning' }],
  ['with its day used up', { quota: { most: 200, sent: 200 } }, { email_quota: 'problem' }],
])('of an account %s, what is wrong with its mails is told', async (_, account, expected) => {
  setMailAccount(world.store, account);
  expect(await found()).toEqual(expected);
});

it('how many have said STOP is told, and is nothing wrong', async () => {
  replyByText(world, '+14155550123', 'STOP');
  const [sms] = (await check()).channels;
  const optOuts = sms?.checks.find(({ name }) => name === 'sms_opt_outs');
  expect(optOuts).toMatchObject({ state: 'ok', detail: expect.stringContaining('1 or more') });
  const ourList = async () => ['+14155550123', '+14155550124'];
  const asked = textQuestions(plan, served.client, world.now(), ourList);
  const both = await asked.find(({ name }) => name === 'sms_opt_outs')?.ask();
  expect(both?.detail).toContain('2 or more');
});

it('of an app whose credentials were refused, that is told', async () => {
  declarePlatformApplication(world.store, plan.iosApplication, false);
  expect(await found()).toEqual({ push_ios: 'problem' });
});

it('what a service does not answer in time is unknown, and nobody waits for it', async () => {
  silent = new Set(['GetSMSAttributes', 'GetAccount']);
  const deadline = new AbortController();
  const asked = found(deadline.signal);
  // Whatever answers has answered when a question of its own kind has.
  await check(AbortSignal.abort());
  await textQuestions(plan, served.client, world.now())[0]?.ask();
  await mailQuestions(plan, served.client)[2]?.ask();
  deadline.abort();
  expect(await asked).toMatchObject({
    sms_spend_limit: 'unknown',
    sms_spent: 'unknown',
    sms_type: 'unknown',
    email_sandbox: 'unknown',
    email_quota: 'unknown',
  });
});

it('what may not be asked says what would have to be allowed', async () => {
  silent = new Set(['no ListOriginationNumbers']);
  const [sms] = (await check()).channels;
  expect(sms?.checks.find(({ name }) => name === 'sms_number')).toEqual({
    name: 'sms_number',
    state: 'unknown',
    detail: 'Could not be asked.',
    whatToDo: 'Allow sns:ListOriginationNumbers.',
  });
});
