import { describe, expect, it } from 'vitest';
import { judgeBootstrap, judgeCertificate, judgeStack } from '../../../scripts/doctor/judge-account.ts';
import { judgeQuota, WANTED } from '../../../scripts/doctor/judge-quotas.ts';
import type { Verdict } from '../../../shared/readiness/verdict.ts';

const plan = { region: 'us-east-1', domain: 'track.example.com' };
const certificate = (domain: string, status: string, ...names: string[]) => ({ domain, status, names });
const quota = (at: number, name: string, value: number) =>
  judgeQuota(WANTED[at] ?? WANTED[0] ?? never(), [
    { name: 'Another', value: 1 },
    { name, value },
  ]);

describe('the doctor says', () => {
  it.each<[Verdict['state'], string, Verdict]>([
    ['warning', 'no domain to look for', judgeCertificate([certificate('a.com', 'ISSUED')], { region: 'x' })],
    ['warning', 'no certificate yet', judgeCertificate([certificate('example.com', 'ISSUED')], plan)],
    ['ok', 'its certificate', judgeCertificate([certificate('track.example.com', 'ISSUED')], plan)],
    ['ok', 'one for every name', judgeCertificate([certificate('*.example.com', 'ISSUED')], plan)],
    [
      'ok',
      'one of several names',
      judgeCertificate([certificate('example.com', 'ISSUED', 'track.example.com')], plan),
    ],
    [
      'warning',
      'a star two labels up',
      judgeCertificate([certificate('*.example.com', 'ISSUED')], { ...plan, domain: 'a.b.example.com' }),
    ],
    [
      'problem',
      'a proof to come',
      judgeCertificate([certificate('*.example.com', 'PENDING_VALIDATION')], plan),
    ],
    ['problem', 'one that failed', judgeCertificate([certificate('track.example.com', 'FAILED')], plan)],
    [
      'ok',
      'one issued beside one expired',
      judgeCertificate(
        [certificate('track.example.com', 'EXPIRED'), certificate('track.example.com', 'ISSUED')],
        plan,
      ),
    ],
    ['problem', 'no bootstrap', judgeBootstrap(undefined, 'us-east-1')],
    ['problem', 'an old bootstrap', judgeBootstrap('5', 'us-east-1')],
    ['ok', 'the oldest bootstrap that will do', judgeBootstrap('6', 'us-east-1')],
    ['ok', 'a bootstrap of two digits', judgeBootstrap('21', 'us-east-1')],
    ['ok', 'no stack yet', judgeStack('s', undefined)],
    ['ok', 'a stack that stands', judgeStack('s', 'UPDATE_COMPLETE')],
    ['ok', 'one whose last change was taken back', judgeStack('s', 'UPDATE_ROLLBACK_COMPLETE')],
    ['problem', 'a stack that was never made', judgeStack('s', 'ROLLBACK_COMPLETE')],
    ['problem', 'a stack that is stuck', judgeStack('s', 'UPDATE_ROLLBACK_FAILED')],
    ['warning', 'a stack being changed', judgeStack('s', 'UPDATE_IN_PROGRESS')],
    ['problem', 'ten functions at once', quota(0, 'Concurrent executions', 10)],
    ['problem', 'just too few', quota(0, 'Concurrent executions', 99)],
    ['warning', 'fewer than usual', quota(0, 'Concurrent executions', 999)],
    ['ok', 'as many as usual', quota(0, 'Concurrent executions', 1000)],
    ['ok', 'positions', quota(1, 'Rate of BatchEvaluateGeofences API requests', 50)],
    ['warning', 'fewer routes', quota(2, 'Rate of CalculateRoutes API requests', 19)],
    ['warning', 'routes of the older kind only', quota(2, 'Rate of CalculateRouteMatrix API requests', 20)],
    ['ok', 'requests', quota(3, 'Throttle rate', 10_000)],
    ['warning', 'a quota nobody lists', quota(3, 'Throttle burst rate', 5000)],
  ])('%s to %s', (state, _, verdict) => {
    expect(verdict.state, verdict.detail).toBe(state);
  });
});

function never(): never {
  throw new Error('There is no such quota.');
}
