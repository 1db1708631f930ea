import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { company, southOf } from '../support/company.ts';
import { noonZone } from '../support/noon.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

type Firm = Awaited<ReturnType<typeof company>>;
type OnLeaving = 'completed' | 'always' | 'never';

let firms = 0;

/** A company where it is noon, which lets the next visit begin as said. */
async function firmWith(onLeaving: OnLeaving): Promise<Firm> {
  const firm = await company(stack, `firm-${++firms}`);
  const timeZone = noonZone(await stack.now());
  await firm.boss('PUT', '/settings', { company: { timeZone }, enRoute: { onLeaving } });
  // What functions know of an account is a minute old at most.
  await stack.advance(61);
  return firm;
}

/** Marcus drives to a visit and is noticed at its door; the next one, which he has confirmed, is farther off. */
async function atTheDoor(firm: Firm) {
  const { visit } = await firm.book();
  const next = await firm.book({ address: { line: '9 Birch Ave', ...southOf(9000) } });
  const held = await firm.book({ window: soon(await stack.now(), 30) });
  for (const { visitId } of [next.visit, held.visit]) await firm.step(visitId, 'dispatched');
  await firm.desk('POST', `/visits/${held.visit.visitId}/hold`, { reason: 'no parts' });
  await firm.step(visit.visitId, 'en_route');
  await stack.advance(60);
  await firm.report([southOf(400)]);
  await stack.advance(30);
  await firm.report([{ ...southOf(20), speed: 1 }]);
  await stack.idle();
  expect(await statusOf(firm, visit.visitId)).toBe('arrived');
  return { first: visit.visitId, next: next.visit.visitId, customer: next.visit.customer.phone };
}

const soon = (now: number, minutes: number) => ({
  start: new Date(now + minutes * 60_000).toISOString(),
  end: new Date(now + (minutes + 60) * 60_000).toISOString(),
});

const visitOf = async (firm: Firm, visitId: string) =>
  (await firm.desk('GET', `/visits/${visitId}`)).body.visit;
const statusOf = async (firm: Firm, visitId: string) => (await visitOf(firm, visitId)).status;
const me = async (firm: Firm) => (await firm.phone('GET', '/me')).body;

async function driveOff(firm: Firm) {
  await stack.advance(600);
  await firm.report([{ ...southOf(160), ago: 10 }, southOf(260)]);
  await stack.idle();
}

async function timeEntries(firm: Firm) {
  const now = await stack.now();
  const [from, to] = [now - 6 * 3_600_000, now + 3_600_000].map((at) => new Date(at).toISOString());
  return (await firm.phone('GET', `/time-entries?from=${from}&to=${to}`)).body.entries;
}

describe('leaving a site', () => {
  it('of a completed visit starts the next one, whose customer is told, and the time at the site is kept', async () => {
    const firm = await firmWith('completed');
    const { first, next, customer } = await atTheDoor(firm);
    const { arrivedAt } = await visitOf(firm, first);
    expect(await timeEntries(firm)).toMatchObject([{ visitId: first, from: arrivedAt, begunBy: 'position' }]);
    await stack.advance(1200);
    await firm.phone('POST', `/visits/${first}/status`, { status: 'completed' });
    await driveOff(firm);

    expect(await visitOf(firm, next)).toMatchObject({
      status: 'en_route',
      technicianIds: [firm.technician.memberId],
    });
    const texts = (await stack.outbox()).filter(({ to }) => to === customer).map(({ text }) => text);
    expect(texts).toEqual([expect.stringContaining('on the way')]);
    const { entries } = (await firm.desk('GET', `/visits/${next}/timeline`)).body;
    expect(entries.at(-1)).toMatchObject({ kind: 'visit.en_route', by: { role: 'system' } });
    const left = (await firm.desk('GET', `/visits/${first}/timeline`)).body.entries.at(-1);
    expect(left).toMatchObject({ kind: 'visit.left', evidence: { source: 'geofence', rule: 'drove_off' } });
    expect(await me(firm)).not.toHaveProperty('ask');

    const { completedAt } = await visitOf(firm, first);
    const [entry, ...more] = await timeEntries(firm);
    expect(entry).toMatchObject({ visitId: first, from: arrivedAt, to: completedAt, endedBy: 'completed' });
    expect(more).toEqual([]);
  });

  it('of one that is not completed asks the technician, until they set off', async () => {
    const firm = await firmWith('completed');
    const { first, next } = await atTheDoor(firm);
    await driveOff(firm);
    expect(await statusOf(firm, next)).toBe('dispatched');
    expect((await me(firm)).ask).toMatchObject({ kind: 'start_next', visitId: next, leftVisitId: first });
    expect((await timeEntries(firm)).at(-1)).toMatchObject({ visitId: first, endedBy: 'left' });

    await firm.phone('POST', `/visits/${next}/status`, { status: 'en_route' });
    expect(await me(firm)).not.toHaveProperty('ask');
  });

  it('of one that is not completed starts the next one where the account wants that', async () => {
    const firm = await firmWith('always');
    const { first, next } = await atTheDoor(firm);
    await driveOff(firm);
    expect(await statusOf(firm, next)).toBe('en_route');
    expect(await statusOf(firm, first)).toBe('arrived');
  });

  it('starts nothing by itself where the account does not want it', async () => {
    const firm = await firmWith('never');
    const { first, next } = await atTheDoor(firm);
    await firm.phone('POST', `/visits/${first}/status`, { status: 'completed' });
    await driveOff(firm);
    expect(await statusOf(firm, next)).toBe('dispatched');
    expect((await me(firm)).ask).toMatchObject({ visitId: next });
  });
});
