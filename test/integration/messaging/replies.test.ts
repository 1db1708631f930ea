import type { SNSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/messaging/hear-replies.ts';
import { replyByText } from '../../../local/emulators/opt-outs.ts';
import { savePreferences } from '../../../shared/customers/customer-store.ts';
import { keepTexted, listReplies, wantsNone } from '../../../shared/messaging/reply-store.ts';
import { keywordOf } from '../../../shared/messaging/reply-words.ts';
import { sendTexts } from '../../../shared/messaging/send-texts.ts';
import { sms } from '../../../shared/messaging/sms-channel.ts';
import { readAccount } from '../../../shared/team/account-store.ts';
import { listFacts } from '../../../shared/visits/fact-store.ts';
import { createWorld } from '../../support/serve-emulators.ts';
import { aCompany, book, call, newPhone, startDoors, step } from '../../support/staff-api.ts';
import { aTextedVisit } from '../../support/texted-visit.ts';

let doors: Awaited<ReturnType<typeof startDoors>>;
beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors?.stop());

const world = createWorld();
/** A text comes in, as SNS brings it; as often as told. */
async function answer(from: string, text: string, { at = '2026-11-20T14:00:00.000Z', times = 1 } = {}) {
  replyByText(world, from, text);
  const Message = world.told.splice(0)[0]?.message ?? '';
  for (let time = 0; time < times; time++) {
    await handler({ Records: [{ Sns: { Message, Timestamp: at } }] } as unknown as SNSEvent);
  }
}

describe('HELP', () => {
  it('is answered with the company and its phone, in the language of the customer, once for each time', async () => {
    const firm = await aCompany();
    const customer = { name: 'Dana', phone: newPhone(), language: 'es' };
    const { visitId } = await book(firm, { customer });
    await keepTexted(customer.phone, visitId, Date.now());
    for (const word of ['Ayuda', 'INFO']) await answer(customer.phone, word, { times: 2 });
    const facts = (await listFacts(visitId)).filter(({ kind }) => kind === 'visit.help_asked');
    expect(facts).toHaveLength(2);
    const { dependencies, left } = await aTextedVisit();
    const account = await readAccount(firm.accountId, Date.now());
    const ours = { ...dependencies, findAccount: async () => account, clock: Date.now };
    for (const fact of [...facts, ...facts]) await sendTexts(fact, false, ours);
    const [help] = left;
    expect(left).toEqual([help, help]);
    expect(help).toMatch(
      /^Company \d+: si tiene preguntas sobre su visita, llame al \+14155550142\. Responda STOP /,
    );
    expect((await call('GET /alerts', { as: firm.desk })).body.alerts).toEqual([]);
    const { messages } = (await call('GET /visits/{visitId}/messages', { as: firm.desk, path: { visitId } }))
      .body;
    expect(
      messages.map(({ kind, direction }: Record<string, string>) => `${kind} ${direction}`).sort(),
    ).toEqual(['help out', 'help out', 'reply in', 'reply in']);
  });

  it('of a stranger is nothing', async () => {
    await answer(newPhone(), 'HELP');
  });
});

describe('what a customer answers', () => {
  it('stands with the visit once, is told to the office, and to no other account', async () => {
    const [firm, other] = [await aCompany(), await aCompany()];
    const phone = newPhone();
    const customer = { name: 'Dana Whitfield', phone };
    const { visitId } = await book(firm, { customer });
    const elsewhere = await book(other, { customer });
    await keepTexted(phone, elsewhere.visitId, Date.now());
    await keepTexted(phone, visitId, Date.now());
    await answer(phone, 'The gate\ncode is\u0007 4711', { times: 2 });
    const list = async (as: typeof firm, id: string) =>
      (await call('GET /visits/{visitId}/messages', { as: as.desk, path: { visitId: id } })).body.messages;
    expect(await list(firm, visitId)).toEqual([
      expect.objectContaining({ direction: 'in', kind: 'reply', text: 'The gate code is 4711' }),
    ]);
    expect(await list(other, elsewhere.visitId)).toEqual([]);
    const alerts = async (as: typeof firm) => (await call('GET /alerts', { as: as.desk })).body.alerts;
    expect(await alerts(firm)).toMatchObject([
      { kind: 'reply', visitId, text: 'REPLY from Dana Whitfield: The gate code is 4711' },
    ]);
    expect(await alerts(other)).toEqual([]);
  });

  it('stands with the next visit where the one it was about is over', async () => {
    const firm = await aCompany();
    const customer = { name: 'Dana', phone: newPhone() };
    const [over, next] = [await book(firm, { customer }), await book(firm, { customer })];
    await step(firm, over.visitId, 'cancelled', { body: { reason: 'ill' } });
    await keepTexted(customer.phone, over.visitId, Date.now());
    await answer(customer.phone, 'When will you come?');
    expect(await listReplies(next.visitId)).toHaveLength(1);
    expect(await listReplies(over.visitId)).toEqual([]);
  });

  it('is nothing to keep of a stranger, but for a word about all texts, the latest', async () => {
    const phone = newPhone();
    await answer(phone, 'Who is this?');
    await answer(phone, 'Stop.', { at: '2026-11-20T14:00:00.000Z' });
    expect(await wantsNone(phone)).toBe(true);
    await answer(phone, 'Start', { at: '2026-11-20T13:59:00.000Z' });
    expect(await wantsNone(phone)).toBe(true);
    await answer(phone, 'Start', { at: '2026-11-20T14:01:00.000Z' });
    expect(await wantsNone(phone)).toBe(false);
  });

  it('is no longer on the list of SNS by a word for START that networks do not know, if SNS agrees', async () => {
    const { world: phones } = doors;
    const phone = newPhone();
    const sayThere = (text: string, at: string) => {
      replyByText(phones, phone, text);
      return answer(phone, text, { at });
    };
    await sayThere('STOP', '2026-11-20T14:00:00.000Z');
    expect(await sms.suppressionOf(phone)).toBe('opted_out');
    await sayThere('Iniciar', '2026-11-20T14:01:00.000Z');
    expect(await sms.suppressionOf(phone)).toBeUndefined();
    await sayThere('STOP', '2026-11-20T14:02:00.000Z');
    await sayThere('Iniciar', '2026-11-20T14:01:30.000Z');
    await sayThere('Iniciar', '2026-11-20T14:03:00.000Z');
    expect(await wantsNone(phone)).toBe(false);
    expect(await sms.suppressionOf(phone), 'not twice within 30 days').toBe('opted_out');
  });

  it('is a yes, but of who has said STOP, whom it takes back', async () => {
    const firm = await aCompany();
    const customer = { name: 'Dana', phone: newPhone() };
    const { visitId } = await book(firm, { customer });
    await keepTexted(customer.phone, visitId, Date.now());
    await answer(customer.phone, 'Yes!');
    expect(await listReplies(visitId)).toMatchObject([{ text: 'Yes!' }]);
    expect((await call('GET /alerts', { as: firm.desk })).body.alerts).toHaveLength(1);
    await answer(customer.phone, 'STOP', { at: '2026-11-20T14:00:00.000Z' });
    await answer(customer.phone, 'yes', { at: '2026-11-20T14:01:00.000Z' });
    expect(await wantsNone(customer.phone)).toBe(false);
    expect(await listReplies(visitId)).toHaveLength(1);
  });

  it('about texts holds after the visit too, which nobody tells any more', async () => {
    const firm = await aCompany();
    const phone = newPhone();
    const { visit } = await book(firm, { customer: { name: 'Dana', phone } });
    const { customer } = visit;
    const whose = { accountId: firm.accountId, customerId: customer.customerId };
    await savePreferences(customer.customerId, { sms: false, push: true });
    expect(await sms.suppressionOf(phone, { ...whose, isOver: true })).toBe('switched_off');
    expect(await sms.suppressionOf(phone, { ...whose, isOver: false })).toBeUndefined();
  });

  it('is known by the number that was texted', async () => {
    const { visit, dependencies, fact } = await aTextedVisit();
    await sendTexts(fact('visit.en_route'), false, dependencies);
    await answer(visit.customer.phone, 'Thanks');
    expect(await listReplies(visit.visitId)).toMatchObject([{ text: 'Thanks' }]);
  });
});

it.each([
  [' stop!', 'stop'],
  ['Stop All', 'stop'],
  ['parár', 'stop'],
  ['UNSTOP', 'start'],
  ['yes.', 'yes'],
  ['help?', 'help'],
  ['Please stop by at nine', undefined],
  ['', undefined],
])('%j is %s', (text, meaning) => {
  expect(keywordOf(text)).toBe(meaning);
});
