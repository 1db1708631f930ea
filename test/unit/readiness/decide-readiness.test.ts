import { describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/kernel/time.ts';
import { READINESS_CODES } from '../../../shared/readiness/contract.ts';
import { type Circumstances, decideReadiness } from '../../../shared/readiness/decide-readiness.ts';
import type { Visit } from '../../../shared/visits/visit.ts';
import { sampleAccount, sampleVisit } from '../../support/sample-visit.ts';

const NOW = Date.parse('2026-11-20T13:50:00.000Z');
const { customer } = sampleVisit();
type Phone = Circumstances['technician'];
type Ways = Circumstances['channels'];
interface Case {
  readonly visit?: Partial<Visit>;
  readonly phone?: Partial<Phone>;
  readonly channels?: Ways;
}

const sms = (suppression?: Ways[number]['suppression']): Ways => [{ channel: 'sms', suppression }];
const email = (suppression?: Ways[number]['suppression']): Ways => [{ channel: 'email', suppression }];
const noTexts = { customer: { ...customer, preferences: { sms: false, push: true } } };

const decide = ({ visit, phone, channels = sms() }: Case) =>
  decideReadiness(sampleVisit({ status: 'dispatched', ...visit }), {
    account: sampleAccount({ muteTags: ['warranty'] }),
    technician: { active: true, seenAt: NOW - 60_000, permission: 'always', ...phone },
    channels,
    now: NOW,
  });

const TABLE: readonly (readonly [string, Case, readonly string[]])[] = [
  ['everything is there', {}, []],
  [
    'nobody knows where it is',
    { visit: { address: { line: 'Old mill', verified: false, timeZone: 'America/New_York' } } },
    ['address_unverified'],
  ],
  [
    'it is on hold',
    { visit: { hold: { since: '2026-11-20T12:00:00.000Z', reason: 'no parts' } } },
    ['on_hold'],
  ],
  ['nobody is assigned', { visit: { technicians: [] }, phone: { active: false } }, ['no_technician']],
  ['whoever comes has left the company', { phone: { active: false } }, ['technician_inactive']],
  ['a phone was never seen', { phone: { seenAt: undefined } }, ['phone_never_seen']],
  ['a phone was seen a day ago', { phone: { seenAt: NOW - DAY } }, ['phone_never_seen']],
  ['a phone was seen less than a day ago', { phone: { seenAt: NOW - DAY + 1 } }, []],
  ['a phone has told nothing of permissions', { phone: { permission: undefined } }, []],
  ['a phone may be located while in use', { phone: { permission: 'while_in_use' } }, []],
  ['a phone may not be located', { phone: { permission: 'denied' } }, ['phone_not_permitted']],
  [
    'a phone cannot be located, and so was not',
    { phone: { permission: 'unavailable', seenAt: undefined } },
    ['phone_not_permitted'],
  ],
  ['the number is no mobile one', { channels: sms('not_mobile') }, ['number_not_mobile']],
  ['the customer has said STOP', { channels: sms('opted_out') }, ['opted_out']],
  ['the customer has unsubscribed', { channels: email('opted_out') }, ['opted_out']],
  ['texts are not set up', { channels: sms('sms_not_configured') }, ['sms_not_configured']],
  ['mails are not set up', { channels: email('email_not_configured') }, ['email_not_configured']],
  ['mails come back', { channels: email('bounced') }, ['email_bounced']],
  [
    'neither is set up',
    { channels: [...sms('sms_not_configured'), ...email('email_not_configured')] },
    ['sms_not_configured', 'email_not_configured'],
  ],
  ['the customer wants no texts', { visit: noTexts }, ['switched_off']],
  ['the customer wants no texts, and is mailed', { visit: noTexts, channels: email() }, []],
  [
    'the customer wants no texts, and gets none',
    { visit: noTexts, channels: sms('opted_out') },
    ['opted_out'],
  ],
  ['its tag is muted', { visit: { tags: ['warranty'] }, channels: sms('opted_out') }, ['muted']],
  ['another tag is', { visit: { tags: ['repair'] } }, []],
  [
    'several things are missing',
    { phone: { seenAt: undefined }, channels: sms('opted_out') },
    ['phone_never_seen', 'opted_out'],
  ],
];

describe('of a visit it is known what will not work, when', () => {
  it.each(TABLE)('%s', (_, given, codes) => {
    const { ready, problems } = decide(given);
    expect(problems.map(({ code }) => code)).toEqual(codes);
    expect(ready).toBe(codes.length === 0);
    for (const { detail } of problems) expect(detail).toMatch(/^\p{Lu}.+\.$/u);
  });

  it('there is a row for each of its words', () => {
    expect(new Set(TABLE.flatMap(([, , codes]) => codes))).toEqual(new Set(READINESS_CODES));
  });

  it.each([
    ['on the way', 'en_route', false],
    ['arrived', 'arrived', true],
    ['completed', 'completed', true],
    ['cancelled', 'cancelled', true],
  ] as const)('and once the technician is %s', (_, status, ready) => {
    expect(decide({ visit: { status }, phone: { seenAt: undefined } }).ready).toBe(ready);
  });
});
