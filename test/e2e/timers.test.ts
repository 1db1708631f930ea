import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { company, southOf } from '../support/company.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let firm: Awaited<ReturnType<typeof company>>;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());
let firms = 0;
beforeEach(async () => {
  firm = await company(stack, `firm-${++firms}`);
});

afterEach(() => stack.mend());

const MINUTE = 60;
const HOUR = 60 * MINUTE;

interface Alert {
  readonly alertId: string;
  readonly kind: string;
  readonly text: string;
}
const alerts = async (): Promise<Alert[]> => (await firm.desk('GET', '/alerts')).body.alerts;
const kinds = async () => (await alerts()).map(({ kind }) => kind);
/** What a customer was told about being late; of the rest, others tell. */
const lateTexts = async (phone: string) =>
  (await stack.outbox())
    .filter(({ to, text }) => to === phone && text.startsWith('Your appointment'))
    .map(({ text }) => text);
const statusOf = async (token: string) => (await stack.call('GET', `/t/${token}/status`)).body;
const visitOf = async (visitId: string) => (await firm.desk('GET', `/visits/${visitId}`)).body.visit;
/** A window that begins so many seconds from now, and ends an hour later. */
const windowIn = async (seconds: number) => {
  const start = (await stack.now()) + seconds * 1000;
  return { start: new Date(start).toISOString(), end: new Date(start + HOUR * 1000).toISOString() };
};
/** Goes on to so many seconds after the visit's window began. */
const reach = async (visit: { window: { start: string } }, seconds: number) => {
  const from = await stack.now();
  await stack.advance(Math.ceil((Date.parse(visit.window.start) - from) / 1000) + seconds);
  await stack.idle();
};

describe('a technician who does not come', () => {
  it('is told of half an hour past the start: to the customer, on the page and in the office', async () => {
    const { visit, link } = await firm.book();
    await stack.idle();
    await reach(visit, 29 * MINUTE);
    expect([await kinds(), await lateTexts(visit.customer.phone)]).toEqual([[], []]);
    expect(await statusOf(link.token)).not.toHaveProperty('late');

    await reach(visit, 30 * MINUTE + 1);
    const [alert] = await alerts();
    expect(alert?.text).toBe('LATE: Marcus has not arrived at Dana Whitfield - 30 min overdue.');
    const [text] = await lateTexts(visit.customer.phone);
    expect(text).toMatch(
      /^Your appointment was scheduled for \d+:\d\d [AP]M\. We're checking on your technician now\. A team member will follow up shortly\. Call .+: \+\d+$/,
    );
    expect((await statusOf(link.token)).late.since).toBe(
      new Date(Date.parse(visit.window.start) + 30 * MINUTE * 1000).toISOString(),
    );
    const page = (await stack.call('GET', `/t/${link.token}`)).text;
    expect(page).toContain('class="late"');
    expect(page).toContain('href="tel:');

    await firm.desk('POST', `/alerts/${alert?.alertId}/acknowledge`);
    await reach(visit, 3 * HOUR);
    expect(await lateTexts(visit.customer.phone)).toHaveLength(1);
    expect((await firm.desk('GET', '/alerts?open=true')).body.alerts).toEqual([]);
  });

  it('is not, once the visit is held, arrived at, completed or cancelled', async () => {
    const book = async () => (await firm.book()).visit;
    const [held, there, cancelled] = [await book(), await book(), await book()];
    await firm.desk('POST', `/visits/${held.visitId}/hold`, { reason: 'no parts' });
    await firm.step(cancelled.visitId, 'cancelled', { reason: 'ill' });
    await firm.step(there.visitId, 'en_route');
    await firm.step(there.visitId, 'arrived');
    await stack.idle();
    await reach(held, HOUR);
    expect(await kinds()).toEqual([]);
    expect(await lateTexts(held.customer.phone)).toEqual([]);
  });

  it('is told of anew when the visit was moved, and not to a customer whose time had passed already', async () => {
    const { visit, link } = await firm.book();
    await reach(visit, 31 * MINUTE);
    const move = async (seconds: number) =>
      (await firm.desk('PATCH', `/visits/${visit.visitId}`, { window: await windowIn(seconds) })).body.visit;
    const moved = await move(HOUR);
    await stack.idle();
    expect(await statusOf(link.token)).not.toHaveProperty('late');
    await reach(moved, 31 * MINUTE);
    const late = () => lateTexts(visit.customer.phone);
    expect([await kinds(), await late()]).toEqual([
      ['late', 'late'],
      [expect.anything(), expect.anything()],
    ]);

    await move(-2 * HOUR);
    await stack.idle();
    expect(await kinds()).toEqual(['late', 'late', 'late']);
    expect(await late()).toHaveLength(2);
    expect((await statusOf(link.token)).late).toBeDefined();
    const { body } = await firm.desk('GET', `/visits/${visit.visitId}/messages`);
    const states = body.messages.map(({ kind, state, reason }: Record<string, string>) => [
      kind,
      state,
      reason,
    ]);
    expect(states.filter(([kind]: string[]) => kind === 'late').at(-1)).toEqual([
      'late',
      'suppressed',
      'outdated',
    ]);
  });

  it('is told of once, although the bus repeats, the Scheduler fails and the function dies', async () => {
    const scheduler = { service: 'scheduler', times: 1 };
    await stack.fault({ service: 'events', kind: 'duplicate' });
    await stack.fault({ ...scheduler, operation: 'CreateSchedule', kind: 'crash', when: 'after' });
    const { visit } = await firm.book();
    // What failed waits for its next delivery, and that for the clock.
    await stack.advance(5 * MINUTE);
    await stack.fault({ ...scheduler, operation: 'CreateSchedule', kind: 'throttle', times: 5 });
    await stack.fault({ ...scheduler, operation: 'DeleteSchedule', kind: 'crash' });
    const window = await windowIn(2 * HOUR);
    await firm.desk('PATCH', `/visits/${visit.visitId}`, { window });
    await stack.advance(10 * MINUTE);
    await reach({ window }, 45 * MINUTE);
    expect(await kinds()).toEqual(['late']);
    expect(await lateTexts(visit.customer.phone)).toHaveLength(1);
    expect(await stack.deadLetters()).toEqual([]);
  });
});

describe('a phone that should be moving', () => {
  it('is told of after five minutes of silence, once for each, and not once it has arrived', async () => {
    const { visit } = await firm.book();
    await firm.phone('POST', `/visits/${visit.visitId}/status`, { status: 'en_route' });
    await stack.idle();
    for (const metres of [3000, 2500]) {
      await stack.advance(4 * MINUTE);
      await firm.report([southOf(metres)]);
      await stack.idle();
    }
    expect(await kinds()).toEqual([]);
    await stack.advance(10 * MINUTE);
    await stack.idle();
    const [alert, ...others] = await alerts();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: 'technician_silent', memberId: firm.technician.memberId });
    await firm.report([southOf(2000)]);
    await stack.advance(6 * MINUTE);
    await stack.idle();
    expect(await kinds()).toEqual(['technician_silent', 'technician_silent']);
    await firm.step(visit.visitId, 'arrived');
    await stack.advance(20 * MINUTE);
    await stack.idle();
    expect(await kinds()).toEqual(['technician_silent', 'technician_silent']);
  });
});

describe('a visit that everybody has forgotten', () => {
  it('is closed: cancelled when nobody set off, completed when somebody did, and held ones stay', async () => {
    const [never, held, driven, there] = [
      await firm.book(),
      await firm.book(),
      await firm.book(),
      await firm.book({ technicianIds: [] }),
    ];
    await firm.desk('POST', `/visits/${held.visit.visitId}/hold`, { reason: 'no parts' });
    await firm.step(driven.visit.visitId, 'en_route');
    const ana = await stack.member('technician', { accountId: firm.owner.accountId, name: 'Ana Reyes' });
    await firm.desk('PUT', `/visits/${there.visit.visitId}/technicians`, { technicianIds: [ana.memberId] });
    await firm.step(there.visit.visitId, 'en_route');
    await firm.step(there.visit.visitId, 'arrived');
    await stack.idle();

    await stack.advance(4 * HOUR + MINUTE);
    await stack.idle();
    expect(await visitOf(driven.visit.visitId)).toMatchObject({
      status: 'completed',
      completionReason: 'auto_closed',
    });
    expect(await statusOf(driven.link.token)).toMatchObject({ status: 'completed', closed: true });
    expect((await stack.call('GET', `/t/${driven.link.token}`)).text).not.toContain('has been completed');

    // Two hours to the end of the window, and twelve.
    await stack.advance(10 * HOUR);
    await stack.idle();
    expect((await visitOf(never.visit.visitId)).status).toBe('cancelled');
    expect((await stack.call('GET', `/t/${never.link.token}/status`)).status).toBe(404);
    expect((await visitOf(held.visit.visitId)).status).toBe('pending_dispatch');
    expect(await visitOf(there.visit.visitId)).toMatchObject({ completionReason: 'auto_closed' });
    expect((await kinds()).filter((kind) => kind === 'auto_closed')).toHaveLength(3);
    const { body } = await firm.desk('GET', `/visits/${never.visit.visitId}/timeline`);
    expect(body.entries.at(-1)).toMatchObject({
      kind: 'visit.cancelled',
      reason: 'expired',
      by: { role: 'system' },
    });
  });
});
