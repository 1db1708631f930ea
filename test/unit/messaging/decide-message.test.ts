import { describe, expect, it } from 'vitest';
import type { Preferences } from '../../../shared/customers/preferences.ts';
import { decideMessage } from '../../../shared/messaging/decide-message.ts';
import { hasTemplate } from '../../../shared/messaging/message.ts';
import { messagesOf, type Occasion } from '../../../shared/messaging/occasion.ts';
import type { Account, MessageKind, Settings } from '../../../shared/team/settings.ts';
import type { FactKind, Visit } from '../../../shared/visits/visit.ts';
import { sampleAccount, sampleVisit } from '../../support/sample-visit.ts';

const NOW = Date.parse('2026-11-20T14:00:00Z');
const account = sampleAccount();
const switched = (kind: MessageKind, enabled: boolean, more: Partial<Settings> = {}) => {
  const { messages } = account.settings;
  return sampleAccount({ messages: { ...messages, [kind]: { ...messages[kind], enabled } }, ...more });
};
const IN_WORDS = '2026-11-20T13:00:00.000Z';
const MOVED: Partial<Visit> = { status: 'pending_dispatch', movedWith: 2 };
const CANCELLED: Partial<Visit> = { status: 'cancelled' };
const LATE = { minutes: 20, arrivesAt: IN_WORDS, since: IN_WORDS };
const LATER = '2026-11-20T13:05:00.000Z';
const DELAYED: Partial<Visit> = { delay: LATE };
const ALL_ON = sampleAccount({
  messages: Object.fromEntries(
    Object.entries(account.settings.messages).map(([kind, one]) => [kind, { ...one, enabled: true }]),
  ) as Settings['messages'],
  review: { url: 'https://example.com/review', delayHours: 2 },
});
/** A window that ends so many hours from now. */
const windowEnding = (hours: number) => {
  const at = (hour: number) => new Date(NOW + hour * 3_600_000).toISOString();
  return { start: at(hours - 2), end: at(hours) };
};
const fact = (kind: FactKind, more: Partial<Occasion> = {}): Occasion => ({
  factId: 'fact_1',
  visitId: 'visit_1',
  kind,
  version: 2,
  at: IN_WORDS,
  ...more,
});
/** What is decided about the one message of a fact. */
async function decided(about: Occasion, visit: Visit, of: Account = account, now = NOW) {
  const [key] = await messagesOf(about, visit, of);
  return key && hasTemplate(key) ? decideMessage(key, visit, of, now) : undefined;
}
const reasonFor = async (kind: FactKind, visit: Partial<Visit>, of = account, more: Partial<Occasion> = {}) =>
  (await decided(fact(kind, more), sampleVisit(visit), of))?.suppress;

/** A window that begins in an hour. */
const AHEAD_BUT = (status: Visit['status']): Partial<Visit> => ({ status, window: windowEnding(3) });

describe('what a customer is told', () => {
  const occasionOf = async (kind: FactKind, more: Partial<Occasion> = {}) =>
    (await messagesOf(fact(kind, more), sampleVisit(), account))[0]?.occasion;

  it('has one occasion per request, per technician, or per visit', async () => {
    expect(await occasionOf('visit.link_text_requested')).toBe('fact_1');
    expect(await occasionOf('visit.dispatched', { technicianId: 'member_ann' })).toBe('member_ann');
    expect(await occasionOf('visit.en_route', { factId: 'fact_9' })).toBe('once');
    expect(await occasionOf('visit.arrived')).toBe('once');
    expect(await occasionOf('visit.cancelled')).toBe('once');
  });

  it('has one occasion per change of the window and per report of a delay', async () => {
    expect(await occasionOf('visit.rescheduled', { version: 7 })).toBe('7');
    expect(await occasionOf('visit.running_late', { at: IN_WORDS })).toBe(IN_WORDS);
  });

  it('is one set, or one announcement for each technician, as the company likes it', async () => {
    const ann = { memberId: 'member_ann', firstName: 'Ann' };
    const visit = sampleVisit({ status: 'dispatched', technicians: [...sampleVisit().technicians, ann] });
    const each = sampleAccount({ oneSetPerVisit: false });
    const told = async (kind: FactKind, of: Account, status: Visit['status'] = 'dispatched') =>
      (await messagesOf(fact(kind, { technicianId: 'member_marcus' }), { ...visit, status }, of)).map(
        ({ kind: message, occasion }) => `${message} ${occasion}`,
      );
    const both = ['dispatched member_marcus', 'dispatched member_ann'];
    expect(await told('visit.dispatched', account)).toEqual(['dispatched member_marcus']);
    expect(await told('visit.dispatched', each)).toEqual(both);
    expect(await told('visit.reassigned', account)).toEqual([]);
    expect(await told('visit.reassigned', each)).toEqual(both);
    expect(await told('visit.reassigned', each, 'pending_dispatch')).toEqual([]);
    expect(await told('visit.en_route', each, 'en_route')).toEqual(['en_route once']);
  });

  it('names each technician who is announced', async () => {
    const ann = { memberId: 'member_ann', firstName: 'Ann' };
    const key = { visitId: 'visit_1', kind: 'dispatched', occasion: 'member_ann', asked: 'sms' } as const;
    const visit = sampleVisit({ status: 'dispatched', technicians: [...sampleVisit().technicians, ann] });
    const each = switched('dispatched', true, { oneSetPerVisit: false });
    expect((await decideMessage(key, visit, each, NOW)).suppress).toBeUndefined();
    expect((await decideMessage(key, visit, switched('dispatched', true), NOW)).suppress).toBe('outdated');
  });

  it.each<[string, FactKind, Partial<Visit>]>([
    ['a visit on whose way somebody is', 'visit.rescheduled', { status: 'en_route' }],
    ['a window that was changed again', 'visit.rescheduled', { ...MOVED, movedWith: 3 }],
    ['a delay that was reported anew', 'visit.running_late', { delay: { ...LATE, since: LATER } }],
    ['a window that has ended', 'visit.rescheduled', { ...MOVED, window: windowEnding(0) }],
    ['a visit nobody may still wait for', 'visit.cancelled', { ...CANCELLED, window: windowEnding(-12) }],
    ['a reminder of another window', 'visit.reminder_due', { status: 'dispatched', movedWith: 2 }],
    ['a reminder once it begins', 'visit.reminder_due', { status: 'dispatched', window: windowEnding(2) }],
    ['a reminder once somebody is on the way', 'visit.reminder_due', AHEAD_BUT('en_route')],
    ['a review of what was taken back', 'visit.review_requested', { status: 'arrived' }],
    ['a delay on hold', 'visit.running_late', { ...DELAYED, hold: { since: IN_WORDS, reason: 'parts' } }],
    ['a delay after the arrival', 'visit.running_late', { status: 'arrived' }],
  ])('is outdated for %s', async (_, kind, visit) =>
    expect(await reasonFor(kind, visit, ALL_ON)).toBe('outdated'),
  );

  it.each<[FactKind, Partial<Visit>]>([
    ['visit.rescheduled', { ...MOVED, window: windowEnding(0.001) }],
    ['visit.rescheduled', { ...MOVED, hold: { since: IN_WORDS, reason: 'parts' } }],
    ['visit.cancelled', { ...CANCELLED, window: windowEnding(-11.999) }],
    ['visit.running_late', DELAYED],
    ['visit.reminder_due', AHEAD_BUT('dispatched')],
    ['visit.review_requested', { status: 'completed' }],
  ])('is told: %s of %o', async (kind, visit) => {
    expect(await reasonFor(kind, visit, ALL_ON)).toBeUndefined();
  });

  it('asks for no review where there is no place to leave it', async () => {
    const { review: _, ...settings } = ALL_ON.settings;
    const nowhere = { ...ALL_ON, settings: { ...settings, review: { delayHours: 2 } } };
    expect(await reasonFor('visit.review_requested', { status: 'completed' }, nowhere)).toBe('switched_off');
  });

  it('takes a tag for muted however it is written', async () => {
    const muting = switched('dispatched', true, { muteTags: ['Silent '] });
    const tags = ['silent'];
    expect(await reasonFor('visit.dispatched', { status: 'dispatched', tags }, muting)).toBe('muted');
  });

  it('is nothing for a visit with a muted tag, not even the arrival or what was asked for', async () => {
    const muting = switched('dispatched', true, { muteTags: ['inspection'] });
    const tags = ['gas', 'inspection'];
    for (const kind of ['dispatched', 'en_route', 'arrived'] as const) {
      expect(await reasonFor(`visit.${kind}`, { status: kind, tags }, muting)).toBe('muted');
      expect(await reasonFor(`visit.${kind}`, { status: kind, tags: ['gas'] }, muting)).toBeUndefined();
    }
    expect(await reasonFor('visit.link_text_requested', { tags }, muting)).toBe('muted');
    const arrival = await decided(fact('visit.arrived'), sampleVisit({ status: 'arrived', tags }), muting);
    expect(arrival?.push).toBe(false);
  });

  it("is in the customer's language, else in the company's", async () => {
    const { customer } = sampleVisit();
    const { en_route } = account.settings.messages;
    const template = async (visit: Partial<Visit>, of = account) =>
      (await decided(fact('visit.en_route'), sampleVisit(visit), of))?.template;
    const spanish = sampleAccount({ company: { ...account.settings.company, language: 'es' } });
    expect(await template({})).toBe(en_route.text.en);
    expect(await template({}, spanish)).toBe(en_route.text.es);
    expect(await template({ customer: { ...customer, language: 'es' } })).toBe(en_route.text.es);
    expect(await template({ customer: { ...customer, language: 'en' } }, spanish)).toBe(en_route.text.en);
  });

  it.each<FactKind>(['visit.recalled', 'visit.arrival_undone', 'visit.held', 'visit.completed'])(
    'is nothing when %s',
    async (kind) => expect(await messagesOf(fact(kind), sampleVisit(), account)).toEqual([]),
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
    ['somebody is on the way', { status: 'en_route', late, movedWith: 1 }],
    ['it was moved a moment before that', { late, plannedAt: '2026-11-20T14:29:59.999Z' }],
  ])('has been waited for, once per window, when %s', async (_, visit) => {
    const decision = await decided(fact('visit.late'), sampleVisit(visit));
    expect(decision).toMatchObject({
      key: { kind: 'late', occasion: '2' },
      push: false,
    });
    expect(decision?.suppress).toBeUndefined();
  });

  it.each<[string, Partial<Visit>]>([
    ['somebody came', { status: 'arrived', late }],
    ['it is over', { status: 'completed', late }],
    ['it is on hold', { status: 'dispatched', late, hold: { since: late.since, reason: 'parts' } }],
    ['it has been moved since', { status: 'dispatched' }],
    ['it is late for another window', { status: 'dispatched', late, movedWith: 2 }],
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
      (await decided(fact(kind), sampleVisit(visit)))?.push;
    expect(await pushes('visit.arrived', { status: 'arrived' })).toBe(true);
    expect(
      await pushes('visit.arrived', { status: 'arrived', ...customer({ sms: true, push: false }) }),
    ).toBe(false);
    expect(await pushes('visit.arrived', { status: 'completed' })).toBe(false);
    expect(await pushes('visit.en_route', {})).toBe(false);
  });
});
