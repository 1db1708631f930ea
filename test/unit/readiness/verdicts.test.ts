import { describe, expect, it } from 'vitest';
import {
  judgeMailQuota,
  judgeMailSandbox,
  judgeSenders,
  type MailAccount,
} from '../../../shared/readiness/judge-mail.ts';
import { judgeApplication } from '../../../shared/readiness/judge-push.ts';
import {
  judgeOrigination,
  judgeSandbox,
  judgeSmsType,
  judgeSpendLimit,
  judgeSpent,
} from '../../../shared/readiness/judge-texts.ts';
import { gravest, type State, type Verdict } from '../../../shared/readiness/verdict.ts';

const plan = { region: 'us-east-1', domain: 'track.example.com' };
const mailing = { ...plan, mailSender: 'visits@mail.example.com' };
const number = (status: string, ...capabilities: string[]) => ({
  number: '+12065550100',
  status,
  capabilities,
});
const mails = (sent: number, more: Partial<MailAccount> = {}) =>
  judgeMailQuota({
    production: true,
    sending: true,
    standing: 'HEALTHY',
    quota: { most: 200, sent },
    ...more,
  });

describe('whether messages can be sent is', () => {
  it.each<[State, string, Verdict]>([
    ['problem', 'in the SMS sandbox', judgeSandbox(true)],
    ['ok', 'out of it', judgeSandbox(false)],
    ['problem', 'no spend limit set', judgeSpendLimit(undefined)],
    ['problem', 'the first spend limit', judgeSpendLimit('1')],
    ['warning', 'a little more', judgeSpendLimit('1.01')],
    ['warning', 'a small spend limit', judgeSpendLimit('49.99')],
    ['ok', 'enough for a month', judgeSpendLimit('50')],
    ['ok', 'transactional texts', judgeSmsType('Transactional')],
    ['warning', 'promotional texts', judgeSmsType('Promotional')],
    ['warning', 'no type of texts', judgeSmsType(undefined)],
    ['problem', 'no number', judgeOrigination([], plan)],
    ['warning', 'a sender id alone', judgeOrigination([], { ...plan, senderId: 'ACME' })],
    ['problem', 'a number still pending', judgeOrigination([number('PENDING', 'SMS')], plan)],
    ['problem', 'a number for voice', judgeOrigination([number('ACTIVE', 'VOICE')], plan)],
    [
      'ok',
      'a number that texts',
      judgeOrigination([number('PENDING', 'SMS'), number('ACTIVE', 'SMS')], plan),
    ],
    [
      'problem',
      'another number than the one wanted',
      judgeOrigination([number('ACTIVE', 'SMS')], { ...plan, originationNumber: '+12065550199' }),
    ],
    ['ok', 'nothing spent that anybody counted', judgeSpent(undefined, undefined)],
    ['ok', 'a little spent', judgeSpent(79.99, '100')],
    ['warning', 'most of it spent', judgeSpent(80, '100')],
    ['warning', 'nearly all spent', judgeSpent(99.99, '100')],
    ['problem', 'all spent', judgeSpent(100, '100')],
    ['problem', 'all spent of what every account begins with', judgeSpent(1, undefined)],
    ['warning', 'mail in the sandbox', judgeMailSandbox(false)],
    ['ok', 'mail to anybody', judgeMailSandbox(true)],
    ['warning', 'no sender named', judgeSenders(['example.com'], plan)],
    ['problem', 'nobody to mail as', judgeSenders([], mailing)],
    ['problem', 'the domain of the links alone', judgeSenders(['track.example.com'], mailing)],
    ['problem', 'another address', judgeSenders(['Visits@mail.example.com'], mailing)],
    ['problem', 'a name that only ends alike', judgeSenders(['l.example.com'], mailing)],
    ['ok', 'the domain to mail as', judgeSenders(['mail.Example.com'], mailing)],
    ['ok', 'one above it', judgeSenders(['other.example.org', 'example.com'], mailing)],
    ['ok', 'the address alone', judgeSenders(['visits@mail.example.com'], mailing)],
    ['ok', 'an app', judgeApplication('android', 'arn:aws:sns:::app/GCM/acme', true)],
    ['ok', 'an app in the sandbox', judgeApplication('ios', 'arn:aws:sns:::app/APNS_SANDBOX/acme', true)],
    ['problem', 'an app for the other platform', judgeApplication('ios', 'arn:aws:sns:::app/GCM/acme', true)],
    ['problem', 'no such app', judgeApplication('ios', 'arn:aws:sns:::app/APNS/acme', undefined)],
    ['problem', 'bad credentials of an app', judgeApplication('ios', 'arn:aws:sns:::app/APNS/acme', false)],
    ['ok', 'few mails', mails(159)],
    ['warning', 'most of the mails of a day', mails(160)],
    ['problem', 'all the mails of a day', mails(200)],
    ['ok', 'mails without a limit', mails(1_000_000, { quota: { most: -1, sent: 1_000_000 } })],
    ['warning', 'Amazon looking on', mails(1, { standing: 'PROBATION' })],
    ['problem', 'mail that Amazon has shut', mails(1, { standing: 'SHUTDOWN' })],
    ['problem', 'mail that is paused', mails(1, { sending: false })],
  ])('%s with %s', (state, _, verdict) => {
    expect(verdict.state, verdict.detail).toBe(state);
    if (state !== 'ok') expect(verdict.whatToDo).toBeTruthy();
  });

  it('as grave as the gravest of them', () => {
    expect(gravest([])).toBe('ok');
    expect(gravest(['unknown', 'ok'])).toBe('unknown');
    expect(gravest(['warning', 'unknown'])).toBe('warning');
    expect(gravest(['warning', 'problem', 'ok'])).toBe('problem');
  });
});
