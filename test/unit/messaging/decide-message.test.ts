import { describe, expect, it } from 'vitest';
import type { Preferences } from '../../../shared/customers/preferences.ts';
import { decideMessage, type Occasion } from '../../../shared/messaging/decide-message.ts';
import type { MessageKind } from '../../../shared/team/settings.ts';
import type { FactKind, Visit } from '../../../shared/visits/visit.ts';
import { sampleAccount, sampleVisit } from '../../support/sample-visit.ts';

const NOW = Date.parse('2026-11-20T14:00:00Z');
const account = sampleAccount();
const switched = (kind: MessageKind, enabled: boolean) => {
  const { messages } = account.settings;
  return sampleAccount({ messages: { ...messages, [kind]: { ...messages[kind], enabled } } });
};
const fact = (kind: FactKind, more: Partial<Occasion> = {}): Occasion => ({
  factId: 'fact_1',
  visitId: 'visit_1',
  kind,
  ...more,
});
const reasonFor = async (kind: FactKind, visit: Partial<Visit>, of = account, more: Partial<Occasion> = {}) =>
  (await decideMessage(fact(kind, more), sampleVisit(visit), of, NOW))?.suppress;

describe('what a customer is told', () => {
  it('has one occasion per request, per technician, or per visit', async () => {
    const occasionOf = async (kind: FactKind, more: Partial<Occasion> = {}) =>
      (await decideMessage(fact(kind, more), sampleVisit({}), account, NOW))?.key.occasion;
    expect(await occasionOf('visit.link_text_requested')).toBe('fact_1');
    expect(await occasionOf('visit.dispatched', { technicianId: 'member_ann' })).toBe('member_ann');
    expect(await occasionOf('visit.en_route', { factId: 'fact_9' })).toBe('once');
    expect(await occasionOf('visit.arrived')).toBe('once');
  });

  it.each<FactKind>(['visit.recalled', 'visit.arrival_undone', 'visit.held', 'visit.completed'])(
    'is nothing when %s',
    async (kind) => expect(await decideMessage(fact(kind), sampleVisit(), account, NOW)).toBeUndefined(),
  );

  it('follows the switches, but for what was asked for and the arrival', async () => {
    expect(await reasonFor('visit.dispatched', { status: 'dispatched' })).toBe('switched_off');
    expect(await reasonFor('visit.dispatched', { status: 'en_route' })).toBe('switched_off');
    expect(
      await reasonFor('visit.dispatched', { status: 'dispatched' }, switched('dispatched', true)),
    ).toBeUndefined();
    expect(await reasonFor('visit.en_route', {}, switched('en_route', false))).toBe('switched_off');
    expect(await reasonFor('visit.link_text_requested', {}, switched('booked', false))).toBeUndefined();
    expect(
      await reasonFor('visit.arrived', { status: 'arrived' }, switched('arrived', false)),
    ).toBeUndefined();
  });

  it.each<[FactKind, Partial<Visit>]>([
    ['visit.en_route', { status: 'arrived' }],
    ['visit.en_route', { status: 'dispatched' }],
    ['visit.en_route', { status: 'cancelled' }],
    ['visit.arrived', { status: 'en_route' }],
    ['visit.arrived', { status: 'completed' }],
    ['visit.link_text_requested', { status: 'completed' }],
    ['visit.link_text_requested', { status: 'cancelled' }],
    ['visit.dispatched', { status: 'pending_dispatch' }],
    [
      'visit.dispatched',
      { status: 'dispatched', hold: { since: '2026-11-20T13:00:00.000Z', reason: 'parts' } },
    ],
  ])('is outdated: %s once the visit is %o', async (kind, visit) => {
    expect(await reasonFor(kind, visit, switched('dispatched', true))).toBe('outdated');
  });

  const late = { since: '2026-11-20T14:30:00.000Z' };

  it.each<[string, Partial<Visit>]>([
    ['nobody has set off', { status: 'pending_dispatch', late }],
    ['somebody is on the way', { status: 'en_route', late }],
    ['it was moved a moment before that', { late, plannedAt: '2026-11-20T14:29:59.999Z' }],
  ])('has been waited for, once per window, when %s', async (_, visit) => {
    const decision = await decideMessage(fact('visit.late'), sampleVisit(visit), account, NOW);
    expect(decision).toMatchObject({
      key: { kind: 'late', occasion: '2026-11-20T14:00:00.000Z/2026-11-20T16:00:00.000Z' },
      push: false,
    });
    expect(decision?.suppress).toBeUndefined();
  });

  it.each<[string, Partial<Visit>]>([
    ['somebody came', { status: 'arrived', late }],
    ['it is over', { status: 'completed', late }],
    ['it is on hold', { status: 'dispatched', late, hold: { since: late.since, reason: 'parts' } }],
    ['it has been moved since', { status: 'dispatched' }],
    ['it was moved when it was late already', { status: 'dispatched', late, plannedAt: late.since }],
    ['it was created when it was late already', { status: 'dispatched', late, createdAt: late.since }],
  ])('is not waiting once %s', async (_, visit) => {
    expect(await reasonFor('visit.late', visit)).toBe('outdated');
  });

  it('never names a technician who was replaced', async () => {
    const on = switched('dispatched', true);
    const former = { technicianId: 'member_ann' };
    expect(await reasonFor('visit.dispatched', { status: 'dispatched' }, on, former)).toBe('outdated');
  });

  it('spares numbers that are certainly not mobile, and only those', async () => {
    const to = (phone: string) =>
      reasonFor('visit.en_route', { customer: { customerId: 'c', name: 'Dana', phone } });
    expect(await to('+34912345678')).toBe('not_mobile');
    expect(await to('+18005550123')).toBe('not_mobile');
    for (const phone of ['+34612345678', '+12125550123', '+99912345678'])
      expect(await to(phone)).toBeUndefined();
  });

  const customer = (preferences: Preferences) => ({
    customer: { customerId: 'c', name: 'Dana', phone: '+14155550134', preferences },
  });
  const quietHours = { start: '08:00', end: '10:00' };

  it.each<[string, Preferences, string | undefined]>([
    ['no texts', { sms: false, push: true }, 'switched_off'],
    ['quiet hours, and it is 9 AM there', { sms: true, push: true, quietHours }, 'quiet_hours'],
    ['no push', { sms: true, push: false }, undefined],
  ])('is what they chose: %s', async (_, preferences, reason) => {
    expect(await reasonFor('visit.en_route', customer(preferences))).toBe(reason);
    expect(await reasonFor('visit.link_text_requested', customer(preferences))).toBe(reason);
    const arrived = { status: 'arrived', ...customer(preferences) } as const;
    expect(await reasonFor('visit.arrived', arrived), 'but the arrival in any case').toBeUndefined();
  });

  it('goes to their devices first when it is the arrival, unless they chose otherwise', async () => {
    const pushes = async (kind: FactKind, visit: Partial<Visit>) =>
      (await decideMessage(fact(kind), sampleVisit(visit), account, NOW))?.push;
    expect(await pushes('visit.arrived', { status: 'arrived' })).toBe(true);
    expect(
      await pushes('visit.arrived', { status: 'arrived', ...customer({ sms: true, push: false }) }),
    ).toBe(false);
    expect(await pushes('visit.arrived', { status: 'completed' })).toBe(false);
    expect(await pushes('visit.en_route', {})).toBe(false);
  });
});
