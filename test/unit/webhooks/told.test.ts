import { Webhook as Verifier } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { ALERT_FACT_KINDS } from '../../../shared/alerts/alert-fact.ts';
import { DAY, HOUR, instant, MINUTE, SECOND } from '../../../shared/kernel/time.ts';
import { openApiDocument } from '../../../shared/public/openapi.ts';
import { FACT_KINDS } from '../../../shared/visits/visit.ts';
import { hasFailedForLong, newDelivery, nextTry } from '../../../shared/webhooks/delivery.ts';
import { payloadOf } from '../../../shared/webhooks/payload.ts';
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
    const kinds = [...FACT_KINDS, ...ALERT_FACT_KINDS, 'vehicle.driver_changed', 'webhook.test'].sort();
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
    const pauses = Array.from({ length: 10 }, (_, index) => nextTry(index + 1, 0));
    expect(pauses).toEqual([
      5 * SECOND,
      5 * MINUTE,
      30 * MINUTE,
      2 * HOUR,
      5 * HOUR,
      10 * HOUR,
      14 * HOUR,
      20 * HOUR,
      24 * HOUR,
      undefined,
    ]);
  });

  it('that nobody takes is one too many after five days of that, and not before', () => {
    const failing = aWebhook({ failingSince: instant(NOW) });
    expect(hasFailedForLong(failing, NOW + 5 * DAY - 1)).toBe(false);
    expect(hasFailedForLong(failing, NOW + 5 * DAY)).toBe(true);
    expect(hasFailedForLong(aWebhook(), NOW + 30 * DAY)).toBe(false);
  });
});
