import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Channel, ledger, RetryLater } from '../../../shared/messaging/dependencies.ts';
import { sendTexts } from '../../../shared/messaging/send-texts.ts';
import type { Account } from '../../../shared/team/settings.ts';
import type { FactKind, Visit } from '../../../shared/visits/visit.ts';
import { startTables } from '../../support/real-tables.ts';
import { sampleAccount, sampleVisit } from '../../support/sample-visit.ts';
import { aTextedVisit, invalid, refused, START, silence, textingBut } from '../../support/texted-visit.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables?.stop());

const enRoute = 'visit.en_route';
const { messages } = sampleAccount().settings;
const UNVERIFIED = { line: 'Old mill', verified: false, timeZone: 'America/New_York' };

describe('a text', () => {
  it('leaves once, however often its fact is delivered', async () => {
    const { dependencies, fact, left, state } = await aTextedVisit();
    for (let delivery = 0; delivery < 3; delivery++) await sendTexts(fact(enRoute), false, dependencies);
    expect(left).toEqual([
      "Your technician from Mike's Contracting is on the way - arriving around 9:15 AM. " +
        'Track them here: https://example.com/t/token-1',
    ]);
    expect(await state()).toMatchObject({ state: 'sent', providerId: 'sns-1', to: '+14155550134' });
  });

  it('is stored without the token it carries', async () => {
    const { dependencies, fact, state } = await aTextedVisit();
    await sendTexts(fact(enRoute), false, dependencies);
    expect(JSON.stringify(await state())).not.toContain('token-1');
  });

  it.each([
    ['2 s ago', -2000, 3000],
    ['a little ahead, by another clock', 2000, 5000],
  ])('waits for the arrival time until 5 s from setting off, %s', async (_, at, waited) => {
    const { dependencies, fact, left } = await aTextedVisit({
      updatedAt: new Date(START + at).toISOString(),
    });
    await sendTexts(fact(enRoute), false, { ...dependencies, findEta: async () => undefined });
    expect(left[0]).toContain('is on the way. Track');
    expect(dependencies.clock() - START).toBe(waited);
  });

  const texts = (kind: 'en_route' | 'dispatched', en: string) =>
    sampleAccount({ messages: { ...messages, [kind]: { enabled: true, text: { en, es: en } } } });
  it.each<[where: string, fact: FactKind, visit: Partial<Visit>, account: Account]>([
    [
      'before setting off',
      'visit.dispatched',
      { status: 'dispatched' },
      texts('dispatched', 'Around {eta}. {link}'),
    ],
    ['to an unknown place', enRoute, { address: UNVERIFIED }, sampleAccount()],
    ['in a text that does not tell it', enRoute, {}, texts('en_route', 'On the way. {link}')],
  ])('waits for no arrival time %s', async (_, kind, visit, account) => {
    const { dependencies, fact, left } = await aTextedVisit(visit, account);
    await sendTexts(fact(kind), false, { ...dependencies, findEta: async () => undefined });
    expect(left).toHaveLength(1);
    expect(dependencies.clock()).toBe(START);
  });

  it('tells the arrival time that comes in between', async () => {
    const soon = await aTextedVisit();
    let looks = 0;
    const findEta = async () => (++looks < 4 ? undefined : '2026-11-20T14:15:00.000Z');
    await sendTexts(soon.fact(enRoute), false, { ...soon.dependencies, findEta });
    expect(soon.left[0]).toContain('arriving around 9:15 AM');
  });

  it('is tried again at once after a refusal, then left to the queue', async () => {
    const { dependencies, fact, left, answers, state } = await aTextedVisit();
    answers.push(refused, refused, refused);
    await expect(sendTexts(fact(enRoute), false, dependencies)).rejects.toThrow(RetryLater);
    expect(left).toHaveLength(3);
    expect(dependencies.clock() - START).toBe(200 + 400);
    expect(await state()).toMatchObject({ state: 'queued', reason: 'Throttled' });
    await sendTexts(fact(enRoute), false, dependencies);
    expect(await state()).toMatchObject({ state: 'sent' });
    expect((await state())?.reason).toBeUndefined();
  });

  it.each([
    [7000, 2],
    [7001, 1],
  ])('is tried again only within 7 s: refused after %d ms, %d times in all', async (took, times) => {
    const { dependencies, fact, left, answers, pass } = await aTextedVisit();
    answers.push(refused, refused, refused);
    const publish: Channel['publish'] = async (text) => {
      pass(took);
      return dependencies.channels.sms.publish(text);
    };
    await expect(sendTexts(fact(enRoute), false, textingBut(dependencies, { publish }))).rejects.toThrow(
      RetryLater,
    );
    expect(left).toHaveLength(times);
  });

  it('fails after the last delivery, and can still be redriven', async () => {
    const { dependencies, fact, answers, state } = await aTextedVisit();
    answers.push(refused, refused, refused);
    const between: unknown[] = [];
    const sleep = async () => void between.push((await state())?.state);
    await expect(sendTexts(fact(enRoute), true, { ...dependencies, sleep })).rejects.toThrow(RetryLater);
    expect(between).toEqual(['queued', 'queued']);
    expect(await state()).toMatchObject({ state: 'failed', reason: 'Throttled' });
    await sendTexts(fact(enRoute), false, dependencies);
    expect(await state()).toMatchObject({ state: 'sent' });
  });

  it.each([
    ['queued', false],
    ['failed', true],
  ])('out of date while it is %s is suppressed, or parked when it had failed', async (was, last) => {
    const { dependencies, fact, left, answers, state, put } = await aTextedVisit();
    answers.push(refused, refused, refused);
    await expect(sendTexts(fact(enRoute), last, dependencies)).rejects.toThrow(RetryLater);
    expect(await state()).toMatchObject({ state: was, reason: 'Throttled' });
    await put({ status: 'arrived', version: 4 });
    const again = sendTexts(fact(enRoute), false, dependencies);
    if (last) await expect(again).rejects.toThrow(new RetryLater('Throttled'));
    else await again;
    expect(await state()).toMatchObject(
      last ? { state: 'failed', reason: 'Throttled' } : { state: 'suppressed', reason: 'outdated' },
    );
    expect(left).toHaveLength(3);
  });

  it.each([
    ['before', 'the claim was made'],
    ['after', 'it stands'],
  ])('fails after the last delivery, too, when claiming it fails %s %s', async (when) => {
    const { dependencies, fact, left, state } = await aTextedVisit();
    const claimMessage: typeof ledger.claimMessage = async (...claim) => {
      if (when === 'after') await ledger.claimMessage(...claim);
      throw new Error('the table does not answer');
    };
    const failing = { ...dependencies, ledger: { ...ledger, claimMessage } };
    await expect(sendTexts(fact(enRoute), true, failing)).rejects.toThrow(RetryLater);
    expect(left).toEqual([]);
    expect(await state()).toMatchObject({ state: 'failed', reason: 'not claimed' });
    await sendTexts(fact(enRoute), false, dependencies);
    expect(left).toHaveLength(1);
  });

  it('fails at once when it can never be taken, and goes out when the number is put right', async () => {
    const { dependencies, fact, left, answers, state, put, visit } = await aTextedVisit();
    answers.push(invalid);
    await expect(sendTexts(fact(enRoute), false, dependencies)).rejects.toThrow(RetryLater);
    expect(left).toHaveLength(1);
    expect(await state()).toMatchObject({ state: 'failed', reason: 'InvalidParameter' });
    await put({ version: 4, customer: { ...visit.customer, phone: '+14155550199' } });
    await sendTexts(fact(enRoute), false, dependencies);
    expect(await state()).toMatchObject({ state: 'sent', to: '+14155550199' });
  });

  it('is not sent again when no answer came, but called unknown after a minute', async () => {
    const { dependencies, fact, left, answers, state, pass } = await aTextedVisit();
    answers.push(silence);
    await expect(sendTexts(fact(enRoute), false, dependencies)).rejects.toThrow('no answer');
    await expect(sendTexts(fact(enRoute), false, dependencies)).rejects.toThrow('being sent');
    expect((await state())?.state).toBe('queued');
    pass(60_000);
    expect((await state())?.state, 'before it is written').toBe('unknown');
    for (let delivery = 0; delivery < 2; delivery++) await sendTexts(fact(enRoute), false, dependencies);
    expect((await state())?.state).toBe('unknown');
    expect(left).toHaveLength(1);
  });

  it('does not leave once the visit has moved on, even in the last instant', async () => {
    const { dependencies, fact, left, put, state } = await aTextedVisit();
    const claimMessage: typeof ledger.claimMessage = async (...claim) => {
      await put({ status: 'arrived', version: 4 });
      return ledger.claimMessage(...claim);
    };
    await sendTexts(fact(enRoute), false, { ...dependencies, ledger: { ...ledger, claimMessage } });
    expect(left).toEqual([]);
    expect(await state()).toMatchObject({ state: 'suppressed', reason: 'outdated' });
  });

  it('goes out on the second trip when the first was over before it could be told', async () => {
    const { dependencies, fact, left, put } = await aTextedVisit({ status: 'dispatched' });
    await sendTexts(fact(enRoute), false, dependencies);
    expect(left).toEqual([]);
    await put({ status: 'en_route', trip: 2, version: 6 });
    await sendTexts(fact(enRoute), false, dependencies);
    expect(left).toHaveLength(1);
  });

  it('respects who opted out, and does not guess when it cannot ask', async () => {
    const out = await aTextedVisit();
    const optedOut = textingBut(out.dependencies, { suppressionOf: async () => 'opted_out' });
    await sendTexts(out.fact(enRoute), false, optedOut);
    expect(await out.state()).toMatchObject({ state: 'suppressed', reason: 'opted_out' });

    const down = await aTextedVisit();
    const unsure = textingBut(down.dependencies, { suppressionOf: () => Promise.reject(new Error('down')) });
    await expect(sendTexts(down.fact(enRoute), false, unsure)).rejects.toThrow(RetryLater);
    expect(await down.state()).toMatchObject({ state: 'queued' });
    expect([...out.left, ...down.left]).toEqual([]);
  });
});

describe('a text in quiet hours', () => {
  const quietHours = { start: '08:00', end: '09:30' };
  const customer = { ...sampleVisit().customer, preferences: { sms: true, push: true, quietHours } };

  it('is held back until they end, and leaves then', async () => {
    const { dependencies, fact, holds, left, state, pass } = await aTextedVisit({ customer });
    for (let delivery = 0; delivery < 2; delivery++) await sendTexts(fact(enRoute), false, dependencies);
    expect(await state()).toMatchObject({ state: 'suppressed', reason: 'quiet_hours' });
    const dueAt = Date.parse('2026-11-20T09:30:00-05:00') / 1000;
    expect(new Set(holds.map(({ name }) => name)).size, 'the same timer').toBe(1);
    expect(holds[0]).toMatchObject({ dueAt, event: 'message.due', detail: fact(enRoute) });
    expect(holds[0]?.name).toMatch(/^[\w.-]{1,64}$/);
    expect(left).toEqual([]);
    pass(dueAt * 1000 - START);
    await sendTexts(holds[0]?.detail as ReturnType<typeof fact>, false, dependencies);
    expect(left).toHaveLength(1);
    expect(await state()).toMatchObject({ state: 'sent' });
  });

  it('is held back by another timer when it comes back a moment too early', async () => {
    const { dependencies, fact, holds, left, pass } = await aTextedVisit({ customer });
    await sendTexts(fact(enRoute), false, dependencies);
    const [first] = holds;
    pass((first?.dueAt ?? 0) * 1000 - START - 1);
    await sendTexts(first?.detail as ReturnType<typeof fact>, false, dependencies);
    expect(holds[1]?.dueAt).toBe((first?.dueAt ?? 0) + 1);
    expect(holds[1]?.name).not.toBe(first?.name);
    pass(1001);
    await sendTexts(holds[1]?.detail as ReturnType<typeof fact>, false, dependencies);
    expect(left).toHaveLength(1);
  });

  it('is not said when it is no longer true by then', async () => {
    const { dependencies, fact, holds, left, put, state, pass } = await aTextedVisit({ customer });
    await sendTexts(fact(enRoute), false, dependencies);
    await put({ status: 'arrived', version: 4 });
    pass((holds[0]?.dueAt ?? 0) * 1000 - START);
    await sendTexts(fact(enRoute), false, dependencies);
    expect([left, (await state())?.reason]).toEqual([[], 'outdated']);
  });

  it('is not forgotten when nobody could be asked to bring it back', async () => {
    const { dependencies, fact, state } = await aTextedVisit({ customer });
    const hold = async () => Promise.reject(new Error('no scheduler'));
    await expect(sendTexts(fact(enRoute), false, { ...dependencies, hold })).rejects.toThrow('no scheduler');
    expect(await state()).toBeUndefined();
  });

  it('is not held back when it is the arrival', async () => {
    const { dependencies, fact, holds, left } = await aTextedVisit({ customer, status: 'arrived' });
    await sendTexts(fact('visit.arrived'), false, dependencies);
    expect([holds, left]).toEqual([[], [expect.stringContaining('has arrived')]]);
  });
});

describe('a message that waits to be tried again', () => {
  const [marcus, ann] = ['Marcus', 'Ann'].map((firstName) => ({
    memberId: `member_${firstName}`,
    firstName,
  }));
  const each = sampleAccount({
    oneSetPerVisit: false,
    messages: { ...messages, dispatched: { ...messages.dispatched, enabled: true } },
  });

  it('does not wait for ever for a technician who was taken off meanwhile', async () => {
    const both = { status: 'dispatched', technicians: [marcus, ann] } as Partial<Visit>;
    const { dependencies, fact, left, put, visit, answers } = await aTextedVisit(both, each);
    answers.push(...Array.from({ length: 6 }, () => refused));
    const deliver = () => sendTexts(fact('visit.dispatched'), false, dependencies);
    await expect(deliver()).rejects.toThrow(RetryLater);
    await put({ ...both, technicians: [marcus], version: visit.version + 1 } as Partial<Visit>);
    const before = left.length;
    await deliver();
    expect(left.slice(before)).toEqual([expect.stringContaining('Marcus')]);
    const ended = (await ledger.listMessages(visit.visitId)).map(({ occasion, state, reason }) => [
      occasion,
      state,
      reason,
    ]);
    expect(ended.sort()).toEqual([
      ['member_Ann', 'suppressed', 'outdated'],
      ['member_Marcus', 'sent', undefined],
    ]);
  });

  it('is none of another fact', async () => {
    const { dependencies, fact, visit, answers, left } = await aTextedVisit();
    answers.push(...Array.from({ length: 3 }, () => refused));
    await expect(sendTexts(fact(enRoute), false, dependencies)).rejects.toThrow(RetryLater);
    const before = left.length;
    await sendTexts(fact('visit.link_text_requested'), false, dependencies);
    expect(left.slice(before)).toHaveLength(1);
    const states = (await ledger.listMessages(visit.visitId)).map(({ kind, state }) => [kind, state]);
    expect(states.sort()).toEqual([
      ['booked', 'sent'],
      ['en_route', 'queued'],
    ]);
  });
});

describe('a request for a review', () => {
  it('has its state with the visit, once it is known', async () => {
    const asking = sampleAccount({
      messages: { ...messages, review: { ...messages.review, enabled: true } },
      review: { url: 'https://example.com/review', delayHours: 2 },
    });
    const { dependencies, fact, left, notes } = await aTextedVisit({ status: 'completed' }, asking);
    for (let delivery = 0; delivery < 2; delivery++) {
      await sendTexts(fact('visit.review_requested'), false, dependencies);
    }
    expect(left).toEqual([
      "Thank you for choosing Mike's Contracting. How did we do? https://example.com/review",
    ]);
    expect(new Set(notes)).toEqual(new Set(['sent']));
  });
});
