import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { AwsError } from '../../../local/emulators/emulator.ts';
import { type SmsAccount, setSmsAccount } from '../../../local/emulators/sms-account.ts';
import { createSns } from '../../../local/emulators/sns.ts';
import type { TextAbility } from '../../../shared/readiness/text-ability.ts';
import { askTextAbility } from '../../../shared/readiness/text-ability-client.ts';
import { createWorld, type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';

const world = createWorld();
const sns = createSns(world);
let broken: readonly string[] = [];
let served: ServedEmulators;
beforeAll(async () => {
  served = await serveEmulators({
    ...sns,
    handle(call, request) {
      if (broken.includes(call.operation)) throw new AwsError(429, 'Throttled', 'Rate exceeded');
      return sns.handle(call, request);
    },
  });
});
afterAll(() => served.stop());
beforeEach(() => {
  broken = [];
});
afterEach(() => {
  delete process.env['SENDER_ID'];
});

it.each<[string, Partial<SmsAccount>, TextAbility]>([
  ['able to send', {}, { hasOrigin: true }],
  ['without a number', { numbers: [] }, { hasOrigin: false }],
  ['in the sandbox', { inSandbox: true }, { onlyTo: [], hasOrigin: true }],
  [
    'in the sandbox, with a phone of its own',
    { inSandbox: true, verified: ['+14155550123'] },
    { onlyTo: ['+14155550123'], hasOrigin: true },
  ],
])('of an account %s it is known what its texts can reach', async (_, account, expected) => {
  setSmsAccount(world.store, account);
  expect(await askTextAbility(served.client)).toEqual(expected);
});

it('what does not answer, or was chosen by the operator, is not doubted', async () => {
  setSmsAccount(world.store, { inSandbox: true, numbers: [] });
  broken = ['GetSMSSandboxAccountStatus', 'ListOriginationNumbers'];
  expect(await askTextAbility(served.client)).toEqual({});
  broken = ['ListSMSSandboxPhoneNumbers'];
  process.env['SENDER_ID'] = 'ACME';
  expect(await askTextAbility(served.client)).toEqual({ hasOrigin: true });
});
