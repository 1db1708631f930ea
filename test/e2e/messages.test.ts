import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { company, quietHoursAround, SITE } from '../support/company.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let firm: Awaited<ReturnType<typeof company>>;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());
let firms = 0;
beforeEach(async () => {
  firm = await company(stack, `teller-${++firms}`);
});
afterEach(() => stack.mend());

const HOUR = 3600;
const textsTo = async (phone: string) =>
  (await stack.outbox()).filter(({ to }) => to === phone).map(({ text }) => text);
const messagesOf = async (visitId: string) =>
  (await firm.desk('GET', `/visits/${visitId}/messages`)).body.messages;
/** Goes on to a moment of the stack's, epoch ms. */
const reach = async (moment: number) => {
  await stack.advance(Math.ceil((moment - (await stack.now())) / 1000));
  await stack.idle();
};

describe('a customer', () => {
  it('is reminded at 5 PM of the day before, by the clocks at the address', async () => {
    await firm.boss('PUT', '/settings', { messages: { reminder: { enabled: true } } });
    // 10 AM in Phoenix, where no clock is ever changed, of the day after tomorrow in UTC.
    const day = Math.floor((await stack.now()) / 86_400_000) + 2;
    const start = day * 86_400_000 + 17 * HOUR * 1000;
    const { visit } = await firm.book({
      address: { line: '48 Willow Ln', ...SITE, timeZone: 'America/Phoenix' },
      window: { start: new Date(start).toISOString(), end: new Date(start + 2 * HOUR * 1000).toISOString() },
    });
    await stack.idle();
    const five = day * 86_400_000;
    await reach(five - 60_000);
    expect(await textsTo(visit.customer.phone)).toEqual([]);
    await reach(five + 1000);
    expect(await textsTo(visit.customer.phone)).toEqual([
      expect.stringMatching(
        /: a reminder of your visit \w+, \w+ \d+, 10:00 AM - 12:00 PM\. Follow it here: http/,
      ),
    ]);
  });

  it('is asked for a review two hours after the work, and the visit says what became of it', async () => {
    await firm.boss('PUT', '/settings', {
      messages: { review: { enabled: true } },
      review: { url: 'https://example.com/review' },
    });
    const { visit } = await firm.book();
    await firm.step(visit.visitId, 'en_route');
    await firm.step(visit.visitId, 'completed');
    await stack.idle();
    await stack.advance(2 * HOUR + 1);
    await stack.idle();
    expect((await textsTo(visit.customer.phone)).at(-1)).toMatch(
      /How did we do\? https:\/\/example\.com\/review$/,
    );
    const { body } = await firm.desk('GET', `/visits/${visit.visitId}`);
    expect(body.visit.reviewRequest).toMatchObject({ state: 'sent' });
  });

  it('is texted when their quiet hours are over, if it is still true', async () => {
    const [told, moot] = [await firm.book(), await firm.book()];
    const quietHours = quietHoursAround(await stack.now());
    for (const { link } of [told, moot]) {
      await stack.call('PUT', `/t/${link.token}/preferences`, { body: { quietHours } });
    }
    await firm.desk('POST', `/visits/${told.visit.visitId}/link/text`);
    await firm.desk('POST', `/visits/${moot.visit.visitId}/running-late`, { minutes: 20 });
    await stack.idle();
    for (const { visit } of [told, moot]) {
      expect(await messagesOf(visit.visitId)).toMatchObject([{ state: 'suppressed', reason: 'quiet_hours' }]);
    }
    await firm.step(moot.visit.visitId, 'en_route');
    await stack.advance(HOUR + 60);
    await stack.idle();
    expect(await messagesOf(told.visit.visitId)).toMatchObject([{ kind: 'booked', state: 'delivered' }]);
    expect(await textsTo(told.visit.customer.phone)).toEqual([expect.stringContaining('is booked for')]);
    const [late] = (await messagesOf(moot.visit.visitId)).filter(
      ({ kind }: { kind: string }) => kind === 'running_late',
    );
    expect(late).toMatchObject({ state: 'suppressed', reason: 'outdated' });
  });

  it('hears of a delay, and sees it on the page', async () => {
    const { visit, link } = await firm.book();
    const { body } = await firm.phone('POST', `/visits/${visit.visitId}/running-late`, { minutes: 20 });
    await stack.idle();
    const arrivesAt = new Date(Date.parse(visit.window.start) + 20 * 60_000).toISOString();
    expect(body.visit.delay).toMatchObject({ minutes: 20, arrivesAt });
    expect(await textsTo(visit.customer.phone)).toEqual([
      expect.stringMatching(/^Marcus from .+ is running about 20 min late and should be with you around \d/),
    ]);
    const shown = (await stack.call('GET', `/t/${link.token}/status`)).body;
    expect(shown.delay).toEqual({ minutes: 20, arrivesAt });
    expect((await stack.call('GET', `/t/${link.token}`)).text).toContain('Running about 20 min late');
  });
});

it('a customer who gets mails reads all of it in one, and ends them by one click', async () => {
  const channels = ['email'];
  await firm.boss('PUT', '/settings', { messages: { booked: { channels }, en_route: { channels } } });
  const email = `dana@${firm.owner.accountId}.example.org`;
  const { visit, link } = await firm.book({
    customer: { name: 'Dana Whitfield', phone: '+14155559876', email },
  });
  const ask = () => firm.desk('POST', `/visits/${visit.visitId}/link/text`);
  await ask();
  await stack.idle();
  const mails = async () =>
    (await stack.outbox()).filter(({ channel, to }) => channel === 'email' && to === email);
  const [mail, ...more] = await mails();
  expect([more, await textsTo(visit.customer.phone)]).toEqual([[], []]);
  expect(mail?.subject).toContain('is booked');
  for (const part of [mail?.text, mail?.html]) expect(part).toContain(`/t/${link.token}`);
  expect(mail?.html).toMatch(/^<!doctype html>/i);
  const [listed] = await messagesOf(visit.visitId);
  expect(listed).toMatchObject({
    channel: 'email',
    to: 'd***@t***.org',
    subject: mail?.subject,
    segments: 0,
    state: 'delivered',
  });
  const [, path = ''] = /(\/unsubscribe\/[\w-]{22})/.exec(mail?.text ?? '') ?? [];
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const looked = await stack.call('GET', path);
  expect(looked.text).toContain('Stop e-mails');
  const dead = `/unsubscribe/${'A'.repeat(22)}`;
  expect((await stack.call('GET', dead)).text).toBe((await stack.call('GET', `/t/${'A'.repeat(22)}`)).text);
  expect((await stack.call('POST', dead, { raw: '', headers })).status).toBe(404);
  await ask();
  await stack.idle();
  expect(await mails(), 'looking changed nothing').toHaveLength(2);
  expect((await stack.call('POST', path, { raw: 'List-Unsubscribe=One-Click', headers })).status).toBe(200);
  expect((await stack.call('GET', path)).text).toContain('Send them again');
  await firm.step(visit.visitId, 'en_route');
  await stack.idle();
  expect(await mails()).toHaveLength(2);
  const [last] = (await messagesOf(visit.visitId)).filter(
    ({ kind }: { kind: string }) => kind === 'en_route',
  );
  expect(last).toMatchObject({ channel: 'email', state: 'suppressed', reason: 'opted_out' });
});

it('of a text that does not arrive the office is told, and can send it again once that is mended', async () => {
  const { visit } = await firm.book();
  const to = visit.customer.phone;
  await stack.call('POST', '/_local/unreachable', {
    body: { to, providerResponse: 'Phone has blocked SMS' },
  });
  await firm.desk('POST', `/visits/${visit.visitId}/link/text`);
  await stack.idle();
  const [message] = await messagesOf(visit.visitId);
  expect(message).toMatchObject({ state: 'failed', reason: 'Phone has blocked SMS' });
  const { alerts } = (await firm.desk('GET', '/alerts')).body;
  expect(alerts).toMatchObject([{ kind: 'message_failed', visitId: visit.visitId }]);
  await stack.call('POST', '/_local/unreachable', { body: { to, providerResponse: null } });
  await firm.desk('POST', `/visits/${visit.visitId}/messages/${message.messageId}/resend`);
  await stack.idle();
  expect(await textsTo(to)).toHaveLength(1);
  expect(await messagesOf(visit.visitId)).toMatchObject([{ state: 'delivered' }]);
});

it('of a text nobody knows of the office is told, and can send it again', async () => {
  const { visit } = await firm.book();
  await stack.fault({ service: 'sns', operation: 'Publish', kind: 'timeout', when: 'before', times: 1 });
  await firm.desk('POST', `/visits/${visit.visitId}/link/text`);
  // Whatever waits for a retry has its turn meanwhile.
  await stack.advance(200);
  await stack.idle();
  expect(await textsTo(visit.customer.phone)).toEqual([]);
  const [message] = await messagesOf(visit.visitId);
  expect(message).toMatchObject({ kind: 'booked', state: 'unknown' });
  const { alerts } = (await firm.desk('GET', '/alerts')).body;
  expect(alerts).toMatchObject([{ kind: 'message_unknown', visitId: visit.visitId }]);
  const again = `/visits/${visit.visitId}/messages/${message.messageId}/resend`;
  expect((await firm.desk('POST', again)).status).toBe(202);
  await stack.idle();
  expect(await textsTo(visit.customer.phone)).toHaveLength(1);
  expect(await messagesOf(visit.visitId)).toMatchObject([{ state: 'delivered' }]);
});

describe('a customer and the office', () => {
  /** Whatever waits for a retry has its turn. */
  const settle = async () => {
    await stack.advance(400);
    await stack.idle();
  };
  const say = (from: string, text: string) => stack.call('POST', '/_local/reply', { body: { from, text } });
  const aConversation = async () => {
    const { visit } = await firm.book();
    await firm.desk('POST', `/visits/${visit.visitId}/link/text`);
    await settle();
    return { visit, phone: visit.customer.phone };
  };

  it('write to each other, and HELP is answered with whom to call', async () => {
    const { visit, phone } = await aConversation();
    await say(phone, 'Which gate?');
    await settle();
    expect(
      (await firm.desk('POST', `/visits/${visit.visitId}/messages`, { text: 'The green one.' })).status,
    ).toBe(202);
    await settle();
    await say(phone, 'help');
    await settle();
    expect((await textsTo(phone)).slice(1)).toEqual([
      'The green one.',
      expect.stringMatching(/: questions about your visit\? Call us at \+\d+\. Reply STOP/),
    ]);
    const said = (await messagesOf(visit.visitId)).map(
      ({ direction, kind, state }: Record<string, string>) => `${direction} ${kind} ${state}`,
    );
    expect(said).toEqual([
      'out booked delivered',
      'in reply delivered',
      'out message delivered',
      'in reply delivered',
      'out help delivered',
    ]);
    await say(phone, 'STOP');
    await settle();
    const refused = await firm.desk('POST', `/visits/${visit.visitId}/messages`, { text: 'Hello?' });
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:service-tracker:problem:opted-out']);
  });

  it.each([
    ['throttle', 'before', 'PutItem'],
    ['throttle', 'after', 'PutItem'],
    ['timeout', 'after', 'PutItem'],
    ['crash', 'before', 'GetItem'],
    ['crash', 'before', 'PutItem'],
    ['crash', 'after', 'PutItem'],
    ['crash', 'before', 'TransactWriteItems'],
    ['crash', 'after', 'TransactWriteItems'],
    ['throttle', 'after', 'TransactWriteItems'],
  ] as const)('lose no answer and read none twice: %s %s %s', async (kind, when, operation) => {
    const { visit, phone } = await aConversation();
    await stack.fault({ service: 'dynamodb', operation, kind, when, times: 1 });
    await say(phone, 'Which gate?');
    await settle();
    const heard = (await messagesOf(visit.visitId)).filter(
      ({ direction }: Record<string, string>) => direction === 'in',
    );
    expect(heard).toHaveLength(1);
    expect((await firm.desk('GET', '/alerts')).body.alerts).toMatchObject([
      { kind: 'reply', visitId: visit.visitId },
    ]);
    expect(await stack.deadLetters()).toEqual([]);
  });

  it.each([
    ['crash', 'before'],
    ['crash', 'after'],
    ['throttle', 'after'],
  ] as const)('hear HELP answered once: %s %s the write', async (kind, when) => {
    const { phone } = await aConversation();
    await stack.fault({ service: 'dynamodb', operation: 'TransactWriteItems', kind, when, times: 1 });
    await say(phone, 'HELP');
    await settle();
    expect((await textsTo(phone)).slice(1)).toEqual([expect.stringContaining('questions about your visit?')]);
  });
});
