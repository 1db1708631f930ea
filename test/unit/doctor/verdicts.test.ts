import { describe, expect, it } from 'vitest';
import {
  judgeBootstrap,
  judgeCertificate,
  judgeMailSandbox,
  judgeSenders,
  judgeStack,
} from '../../../scripts/doctor/judge-account.ts';
import { judgeApplication } from '../../../scripts/doctor/judge-apps.ts';
import { judgeQuota, WANTED } from '../../../scripts/doctor/judge-quotas.ts';
import {
  judgeOrigination,
  judgeSandbox,
  judgeSmsType,
  judgeSpendLimit,
} from '../../../scripts/doctor/judge-texts.ts';
import type { Verdict } from '../../../scripts/doctor/verdict.ts';

const plan = { region: 'us-east-1', domain: 'track.example.com' };
const number = (status: string, ...capabilities: string[]) => ({
  number: '+12065550100',
  status,
  capabilities,
});
const certificate = (domain: string, status: string, ...names: string[]) => ({ domain, status, names });
const quota = (at: number, name: string, value: number) =>
  judgeQuota(WANTED[at] ?? WANTED[0] ?? never(), [
    { name: 'Another', value: 1 },
    { name, value },
  ]);

describe('the doctor says', () => {
  it.each<[Verdict['state'], string, Verdict]>([
    ['stop', 'in the SMS sandbox', judgeSandbox(true)],
    ['ok', 'out of it', judgeSandbox(false)],
    ['stop', 'no spend limit set', judgeSpendLimit(undefined)],
    ['stop', 'the first spend limit', judgeSpendLimit('1')],
    ['look', 'a little more', judgeSpendLimit('1.01')],
    ['look', 'a small spend limit', judgeSpendLimit('49.99')],
    ['ok', 'enough for a month', judgeSpendLimit('50')],
    ['ok', 'transactional texts', judgeSmsType('Transactional')],
    ['look', 'promotional texts', judgeSmsType('Promotional')],
    ['look', 'no type of texts', judgeSmsType(undefined)],
    ['stop', 'no number', judgeOrigination([], plan)],
    ['look', 'a sender id alone', judgeOrigination([], { ...plan, senderId: 'ACME' })],
    ['stop', 'a number still pending', judgeOrigination([number('PENDING', 'SMS')], plan)],
    ['stop', 'a number for voice', judgeOrigination([number('ACTIVE', 'VOICE')], plan)],
    [
      'ok',
      'a number that texts',
      judgeOrigination([number('PENDING', 'SMS'), number('ACTIVE', 'SMS')], plan),
    ],
    [
      'stop',
      'another number than the one wanted',
      judgeOrigination([number('ACTIVE', 'SMS')], { ...plan, originationNumber: '+12065550199' }),
    ],
    ['ok', 'an app', judgeApplication('android', 'arn:aws:sns:::app/GCM/acme', true)],
    ['ok', 'an app in the sandbox', judgeApplication('ios', 'arn:aws:sns:::app/APNS_SANDBOX/acme', true)],
    ['stop', 'an app for the other platform', judgeApplication('ios', 'arn:aws:sns:::app/GCM/acme', true)],
    ['stop', 'no such app', judgeApplication('ios', 'arn:aws:sns:::app/APNS/acme', undefined)],
    ['stop', 'bad credentials of an app', judgeApplication('ios', 'arn:aws:sns:::app/APNS/acme', false)],
    ['look', 'no domain to look for', judgeCertificate([certificate('a.com', 'ISSUED')], { region: 'x' })],
    ['look', 'no certificate yet', judgeCertificate([certificate('example.com', 'ISSUED')], plan)],
    ['ok', 'its certificate', judgeCertificate([certificate('track.example.com', 'ISSUED')], plan)],
    ['ok', 'one for every name', judgeCertificate([certificate('*.example.com', 'ISSUED')], plan)],
    [
      'ok',
      'one of several names',
      judgeCertificate([certificate('example.com', 'ISSUED', 'track.example.com')], plan),
    ],
    [
      'look',
      'a star two labels up',
      judgeCertificate([certificate('*.example.com', 'ISSUED')], { ...plan, domain: 'a.b.example.com' }),
    ],
    ['stop', 'a proof to come', judgeCertificate([certificate('*.example.com', 'PENDING_VALIDATION')], plan)],
    ['stop', 'one that failed', judgeCertificate([certificate('track.example.com', 'FAILED')], plan)],
    [
      'ok',
      'one issued beside one expired',
      judgeCertificate(
        [certificate('track.example.com', 'EXPIRED'), certificate('track.example.com', 'ISSUED')],
        plan,
      ),
    ],
    ['stop', 'no bootstrap', judgeBootstrap(undefined, 'us-east-1')],
    ['stop', 'an old bootstrap', judgeBootstrap('5', 'us-east-1')],
    ['ok', 'the oldest bootstrap that will do', judgeBootstrap('6', 'us-east-1')],
    ['ok', 'a bootstrap of two digits', judgeBootstrap('21', 'us-east-1')],
    ['ok', 'no stack yet', judgeStack('s', undefined)],
    ['ok', 'a stack that stands', judgeStack('s', 'UPDATE_COMPLETE')],
    ['ok', 'one whose last change was taken back', judgeStack('s', 'UPDATE_ROLLBACK_COMPLETE')],
    ['stop', 'a stack that was never made', judgeStack('s', 'ROLLBACK_COMPLETE')],
    ['stop', 'a stack that is stuck', judgeStack('s', 'UPDATE_ROLLBACK_FAILED')],
    ['look', 'a stack being changed', judgeStack('s', 'UPDATE_IN_PROGRESS')],
    ['stop', 'ten functions at once', quota(0, 'Concurrent executions', 10)],
    ['stop', 'just too few', quota(0, 'Concurrent executions', 99)],
    ['look', 'fewer than usual', quota(0, 'Concurrent executions', 999)],
    ['ok', 'as many as usual', quota(0, 'Concurrent executions', 1000)],
    ['ok', 'positions', quota(1, 'Rate of BatchEvaluateGeofences API requests', 50)],
    ['look', 'fewer routes', quota(2, 'Rate of CalculateRoutes API requests', 19)],
    ['look', 'routes of the older kind only', quota(2, 'Rate of CalculateRouteMatrix API requests', 20)],
    ['ok', 'requests', quota(3, 'Throttle rate', 10_000)],
    ['look', 'a quota nobody lists', quota(3, 'Throttle burst rate', 5000)],
    ['look', 'mail in the sandbox', judgeMailSandbox(false)],
    ['ok', 'mail to anybody', judgeMailSandbox(true)],
    ['look', 'nobody to mail as', judgeSenders([], plan)],
    ['ok', 'a domain to mail as', judgeSenders(['example.com'], plan)],
  ])('%s to %s', (state, _, verdict) => {
    expect(verdict.state, verdict.says).toBe(state);
  });
});

function never(): never {
  throw new Error('There is no such quota.');
}
