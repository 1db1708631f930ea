import { Webhook as Verifier } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { ALERT_FACT_KINDS } from '../../../shared/alerts/alert-fact.ts';
import { EVENT_FACT_KINDS } from '../../../shared/events/event-fact.ts';
import { DAY, HOUR, instant, MINUTE, SECOND } from '../../../shared/kernel/time.ts';
import { openApiDocument } from '../../../shared/public/openapi.ts';
import { FACT_KINDS } from '../../../shared/visits/visit.ts';
import { hasFailedForLong, newDelivery, nextTry } from '../../../shared/webhooks/delivery.ts';
import { payloadOf } from '../../../shared/webhooks/payload.ts';
import { wantedPause } from '../../../shared/webhooks/retry-after.ts';
import { signedHeaders } from '../../../shared/webhooks/signed-headers.ts';
import { toldSchemas } from '../../../shared/webhooks/told-contract.ts';
import type { Webhook } from '../../../shared/webhooks/webhook.ts';
import { webhookSecret } from '../../../shared/webhooks/webhook-secret.ts';
import { aVisit, NOW } from '../../support/a-visit.ts';

const aWebhook = (more: Partial<Webhook> = {}): Webhook => ({
  webhookId: 'webhook_1',
  accountId: 'account_1',
  url: 'https://crm.example.com/hooks',
  includeCustomer: false,
  generation: 1,
  createdAt: instant(NOW),
  updatedAt: instant(NOW),
  ...more,
});
const FACT = {
  factId: 'visit_1.3.visit.completed',
  kind: 'visit.completed',
  visitId: 'visit_1',
  accountId: 'account_1',
  version: 3,
  at: instant(NOW),
  from: 'arrived',
  to: 'completed',
} as const;

describe('what another system is told', () => {
  const visit = aVisit({
    status: 'completed',
    hold: { since: instant(NOW), reason: 'Dana is away' },
    completionReason: 'Dana was not there',
    externalId: 'crm-7',
  });
  const told = (includeCustomer: boolean) => payloadOf(FACT, { visit }, aWebhook({ includeCustomer }));

  it('is the fact and the visit, without the customer unless the account wants it', () => {
    const { data, ...rest } = told(false);
    expect(rest).toEqual({ type: 'visit.completed', timestamp: instant(NOW) });
    expect(data).toMatchObject({
      factId: FACT.factId,
      visitId: 'visit_1',
      version: 3,
      from: 'arrived',
      to: 'completed',
      visit: {
        externalId: 'crm-7',
        status: 'completed',
        customer: { customerId: 'customer_1' },
        address: { timeZone: 'America/Los_Angeles' },
        hold: { since: instant(NOW) },
        technicianIds: ['marcus'],
      },
    });
    for (const secret of ['Dana', '4155550123', 'Willow', '37.7', 'mat', 'Marcus', visit.link.hash])
      expect(JSON.stringify(data), secret).not.toContain(secret);
  });

  it('with the customer is who and where, and never notes or a link', () => {
    const text = JSON.stringify(told(true));
    for (const known of ['Dana Whitfield', '+14155550123', '48 Willow Ln', 'Dana was not there', 'away'])
      expect(text).toContain(known);
    for (const never of ['mat', visit.link.hash, 'generation', 'preferences'])
      expect(text, never).not.toContain(never);
  });

  it('of an alert is its kind, and its words as the account chose', () => {
    const fact = {
      factId: 'alert_1.alert.raised',
      kind: 'alert.raised',
      accountId: 'account_1',
      at: instant(NOW),
      alertId: 'alert_1',
      alertKind: 'late',
    } as const;
    const alert = {
      alertId: 'alert_1',
      accountId: 'account_1',
      kind: 'late',
      at: instant(NOW),
      text: 'LATE: Dana',
    } as const;
    expect(payloadOf(fact, { alert }, aWebhook()).data).not.toHaveProperty('text');
    expect(payloadOf(fact, { alert }, aWebhook({ includeCustomer: true })).data).toMatchObject({
      text: 'LATE: Dana',
      alertKind: 'late',
    });
  });

  it('stays below 20 KB, whatever people typed', () => {
    const long = (length: number) => '\u0001'.repeat(length);
    const endless = aVisit({
      externalId: long(200),
      job: '\u{1f6e0}'.repeat(100),
      hold: { since: instant(NOW), reason: long(500) },
      completionReason: long(500),
      tags: Array.from({ length: 20 }, () => '場'.repeat(50)),
      technicians: Array.from({ length: 10 }, () => ({ memberId: 'm'.repeat(128), firstName: 'M' })),
      customer: { ...visit.customer, name: '場'.repeat(200), email: 'd'.repeat(254) },
      address: { ...visit.address, line: '場'.repeat(200) },
    });
    const payload = payloadOf(FACT, { visit: endless }, aWebhook({ includeCustomer: true }));
    expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThan(20_000);
  });

  it('is in the OpenAPI document, every fact of it, as it is sent', () => {
    const others = ['vehicle.driver_changed', ...EVENT_FACT_KINDS, 'webhook.test'];
    const kinds = [...FACT_KINDS, ...ALERT_FACT_KINDS, ...others].sort();
    expect(Object.keys(openApiDocument().webhooks ?? {}).sort()).toEqual(kinds);
    const schema = toldSchemas['visit.completed'];
    for (const includeCustomer of [true, false])
      expect(schema?.parse(told(includeCustomer))).toEqual(told(includeCustomer));
  });
});

describe('a signature', () => {
  const now = Date.now();
  const message = { id: 'msg_1', body: '{"type":"visit.arrived"}' };
  const verifies = (webhook: Webhook, generation: number, at = now, deployment = 'ours') => {
    const headers = signedHeaders(webhook, 'ours', message, at);
    const secret = webhookSecret(deployment, webhook.webhookId, generation);
    try {
      return new Verifier(secret).verify(message.body, headers) !== undefined;
    } catch {
      return false;
    }
  };

  it('is one that the library of Standard Webhooks verifies, by this secret alone', () => {
    expect(webhookSecret('ours', 'webhook_1', 1)).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(verifies(aWebhook(), 1)).toBe(true);
    expect(verifies(aWebhook(), 2)).toBe(false);
    expect(verifies(aWebhook({ webhookId: 'webhook_2' }), 1, now, 'theirs')).toBe(false);
  });

  it('is there by a secret that was replaced as well, until its day is over', () => {
    const until = instant(now + SECOND);
    const rotated = aWebhook({ generation: 2, retired: [{ generation: 1, until }] });
    expect([1, 2, 3].map((generation) => verifies(rotated, generation))).toEqual([true, true, false]);
    const over = aWebhook({ generation: 2, retired: [{ generation: 1, until: instant(now) }] });
    expect([1, 2].map((generation) => verifies(over, generation))).toEqual([false, true]);
  });
});

describe('a delivery', () => {
  it('is the same for the same fact and webhook, and no other', () => {
    const id = (more: Partial<Webhook>, factId: string = FACT.factId) =>
      newDelivery(aWebhook(more), { ...FACT, factId }, NOW).deliveryId;
    expect(id({})).toBe(id({ url: 'https://other.example.com/', includeCustomer: true }));
    expect(new Set([id({}), id({ webhookId: 'webhook_2' }), id({}, 'visit_1.4.visit.completed')]).size).toBe(
      3,
    );
  });

  it('is tried ten times, as Standard Webhooks says, over 75 hours', () => {
    const pauses = Array.from({ length: 10 }, (_, index) => {
      const next = nextTry({ attempt: index + 1, begun: 0, now: 0 });
      return next && [next.attempt, next.at];
    });
    expect(pauses).toEqual([
      [2, 5 * SECOND],
      [3, 5 * MINUTE],
      [4, 30 * MINUTE],
      [5, 2 * HOUR],
      [6, 5 * HOUR],
      [7, 10 * HOUR],
      [8, 14 * HOUR],
      [9, 20 * HOUR],
      [10, 24 * HOUR],
      undefined,
    ]);
  });

  const third = 5 * SECOND + 5 * MINUTE;
  const fourth = third + 30 * MINUTE;
  const last = fourth + (2 + 5 + 10 + 14 + 20 + 24) * HOUR;
  it.each([
    ['no more than comes anyway', 1, 5 * SECOND, [2, 5 * SECOND]],
    ['a second more', 1, 6 * SECOND, [2, 6 * SECOND]],
    ['until just before another try', 1, third - 1, [2, third - 1]],
    ['until another try', 1, third, [3, third]],
    ['past two of them', 1, HOUR, [4, HOUR]],
    ['until the end', 1, last, [10, last]],
    ['for longer than we try', 1, 30 * DAY, [10, last]],
    ['longer, when that is over', 9, 30 * DAY, [10, last + 24 * HOUR - 1]],
    ['anything, after the last', 10, HOUR, undefined],
  ])('is put off by a receiver that wants %s', (_, attempt, wanted, expected) => {
    const now = attempt === 9 ? last - 1 : 0;
    const next = nextTry({ attempt, begun: 0, now, wanted });
    expect(next && [next.attempt, next.at]).toEqual(expected);
  });

  it.each([
    [429, '120', 2 * MINUTE],
    [503, '0', 0],
    [503, new Date(NOW + HOUR).toUTCString(), HOUR],
    [503, new Date(NOW - HOUR).toUTCString(), 0],
    [429, 'Fri, 99 Nov 2026 17:00:00 GMT', 0],
    [429, '2026-11-21', 0],
    [429, '-5', 0],
    [429, '1.5', 0],
    [429, undefined, 0],
    [500, '120', 0],
    [200, '120', 0],
  ])('%i with Retry-After %s asks for %i ms', (status, retryAfter, expected) => {
    const answer = { status, ...(retryAfter !== undefined && { retryAfter }) };
    expect(wantedPause(answer, NOW)).toBe(expected);
  });

  it('that nobody takes is one too many after five days of that, and not before', () => {
    const failing = aWebhook({ failingSince: instant(NOW) });
    expect(hasFailedForLong(failing, NOW + 5 * DAY - 1)).toBe(false);
    expect(hasFailedForLong(failing, NOW + 5 * DAY)).toBe(true);
    expect(hasFailedForLong(aWebhook(), NOW + 30 * DAY)).toBe(false);
  });
});
