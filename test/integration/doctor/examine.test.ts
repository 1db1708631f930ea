import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createCloudWatch } from '../../../local/emulators/cloudwatch.ts';
import { AwsError } from '../../../local/emulators/emulator.ts';
import { setMailAccount } from '../../../local/emulators/mail-account.ts';
import { replyByText } from '../../../local/emulators/opt-outs.ts';
import { localApplication } from '../../../local/emulators/push-endpoints.ts';
import { createSes } from '../../../local/emulators/ses.ts';
import { setSmsAccount } from '../../../local/emulators/sms-account.ts';
import { createSns } from '../../../local/emulators/sns.ts';
import { readReference } from '../../../local/iam/authorization-reference.ts';
import { examine, policy } from '../../../scripts/doctor/examine.ts';
import { accountServices, type EmulatedAccount } from '../../support/account-services.ts';
import { judgeStatement, type PlainStatement } from '../../support/judge-statement.ts';
import {
  createWorld,
  type Served,
  type ServedEmulators,
  serveEmulators,
} from '../../support/serve-emulators.ts';
import { asList } from '../../support/template.ts';

const plan = { region: 'us-west-2', domain: 'track.example.com', mailSender: 'visits@example.com' };
const READY: EmulatedAccount = {
  known: true,
  certificates: [{ domain: 'track.example.com', status: 'ISSUED', key: 'EC_prime256v1' }],
  bootstrap: { 'us-west-2': '21', 'us-east-1': '21' },
  quotas: { lambda: { 'Function and layer storage': 75, 'Concurrent executions': 1000 } },
  defaults: {
    lambda: { 'Concurrent executions': 1000 },
    geo: {
      'Rate of BatchEvaluateGeofences API requests': 50,
      'Rate of CalculateRoutes API requests': 20,
    },
    apigateway: { 'Throttle burst rate': 5000, 'Throttle rate': 10_000 },
  },
  stacks: {},
};

const world = createWorld();
const account = structuredClone(READY);
let denied: Readonly<Record<string, string>> = {};
let served: ServedEmulators;
beforeAll(async () => {
  served = await serveEmulators(
    ...[createSns(world), createSes(world), createCloudWatch(world), ...accountServices(account)].map(
      deniable,
    ),
  );
});
afterAll(() => served?.stop());
beforeEach(() => {
  Object.assign(account, structuredClone(READY));
  setSmsAccount(world.store, {});
  setMailAccount(world.store, {});
  denied = {};
});

/** Refuses the operations nobody may ask, with the code of their service. */
function deniable(emulator: Served): Served {
  return {
    ...emulator,
    handle(call, request) {
      const code = denied[call.operation];
      if (code) throw new AwsError(code === 'AuthorizationError' ? 403 : 400, code, 'not authorized');
      return emulator.handle(call, request);
    },
  };
}

const ask = () => examine(plan, { ...served.client, region: undefined });
const findings = async () =>
  Object.fromEntries((await ask()).map(({ about, ...verdict }) => [about, verdict]));

it('finds an account that is ready all right', async () => {
  const found = await ask();
  expect(found.filter(({ state }) => state !== 'ok')).toEqual([]);
  expect(found).toHaveLength(20);
});

it('finds what a new account lacks', async () => {
  setSmsAccount(world.store, { inSandbox: true, attributes: {}, numbers: [] });
  setMailAccount(world.store, {
    production: false,
    identities: [{ name: 'example.com', status: 'PENDING' }],
  });
  Object.assign(account, { certificates: [], bootstrap: { 'us-west-2': '21' } });
  account.quotas = { lambda: { 'Concurrent executions': 10 } };
  expect(Object.entries(await findings()).filter(([, { state }]) => state !== 'ok')).toEqual([
    ['SMS sandbox', expect.objectContaining({ state: 'problem' })],
    ['SMS spend limit', expect.objectContaining({ state: 'problem' })],
    ['SMS type', expect.objectContaining({ state: 'warning' })],
    ['SMS number', expect.objectContaining({ state: 'problem' })],
    ['SMS results', expect.objectContaining({ state: 'warning' })],
    ['CDK bootstrap in us-east-1', expect.objectContaining({ state: 'problem' })],
    ['certificate', expect.objectContaining({ state: 'warning' })],
    ['quota: functions at once', expect.objectContaining({ state: 'problem' })],
    ['SES sandbox', expect.objectContaining({ state: 'warning' })],
    ['SES identities', expect.objectContaining({ state: 'problem' })],
  ]);
});

it('finds the apps that the plan names', async () => {
  const [iosApplication, androidApplication] = ['APNS', 'GCM'].map((platform) =>
    localApplication(world, platform as 'APNS' | 'GCM'),
  );
  const named = {
    ...plan,
    iosApplication: `${iosApplication}-old`,
    androidApplication: `${androidApplication}`,
  };
  const found = await examine(named, { ...served.client, region: undefined });
  expect(found.filter(({ about }) => about.startsWith('app'))).toEqual([
    {
      about: 'app on ios',
      state: 'problem',
      detail: expect.stringContaining('knows no'),
      whatToDo: expect.any(String),
    },
    { about: 'app on android', state: 'ok', detail: expect.any(String) },
  ]);
});

it('finds what stands half done', async () => {
  account.certificates = [{ domain: '*.example.com', status: 'PENDING_VALIDATION' }];
  account.stacks = { 'service-tracker-edge': 'UPDATE_COMPLETE', 'service-tracker': 'ROLLBACK_COMPLETE' };
  const pending = [{ number: '+12065550100', status: 'PENDING', capabilities: ['SMS'] }];
  setSmsAccount(world.store, { numbers: pending });
  replyByText(world, '+14155550123', 'STOP');
  const found = await findings();
  expect(found['certificate']?.state).toBe('problem');
  expect(found['stack service-tracker']?.detail).toContain('Delete that stack');
  expect(found['stack service-tracker-edge']?.state).toBe('ok');
  expect(found['SMS number']?.state).toBe('problem');
  expect(found['SMS opt-outs']?.detail).toContain('1 or more numbers');
});

it('names the permission where it may not ask, and goes on', async () => {
  denied = { GetSMSAttributes: 'AuthorizationError', ListCertificates: 'AccessDeniedException' };
  denied = { ...denied, DescribeStacks: 'AccessDenied', GetAccount: 'AccessDeniedException' };
  const found = await findings();
  for (const [about, action] of [
    ['SMS spend limit', 'sns:GetSMSAttributes'],
    ['certificate', 'acm:ListCertificates'],
    ['stack service-tracker', 'cloudformation:DescribeStacks'],
    ['SES sandbox', 'ses:GetAccount'],
  ] as const) {
    expect(found[about]).toEqual({
      state: 'unknown',
      detail: 'Could not be asked.',
      whatToDo: `Allow ${action}.`,
    });
  }
  expect(found['SMS number']?.state).toBe('ok');
});

it('asks nothing when AWS does not know who is asking', async () => {
  account.known = false;
  expect(await ask()).toMatchObject([{ about: 'credentials', state: 'problem' }]);
});

it('prints a policy that AWS understands', async () => {
  const { Statement } = policy({ ...plan, iosApplication: 'arn' }) as { Statement: PlainStatement[] };
  const actions = Statement.flatMap(({ Action }) => asList(Action));
  const reference = await readReference(actions.map((action) => action.split(':')[0] ?? ''));
  expect(Statement.flatMap((statement) => judgeStatement(statement, reference))).toEqual([]);
});
