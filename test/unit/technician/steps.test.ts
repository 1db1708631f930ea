import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toVisitBody } from '../../../shared/visits/visit-body.ts';
import { sortDay } from '../../../web/technician/rules/day.ts';
import {
  nextStep,
  projected,
  toLeave,
  toSend,
  type WaitingStep,
} from '../../../web/technician/rules/steps.ts';
import type { Company, Status, Visit } from '../../../web/technician/rules/visit.ts';
import { aVisit, REACHED, SETTINGS } from '../../support/a-visit.ts';

const NOW = Date.parse('2026-11-20T18:00:00Z');
const at = (hour: number) => `2026-11-20T${hour}:00:00.000Z`;

const visitAs = (status: Status, more: object = {}): Visit =>
  toVisitBody(aVisit({ ...REACHED[status], ...more })) as Visit;
const step = (order: number, more: Partial<WaitingStep> = {}): WaitingStep => ({
  order,
  id: `step-${order}`,
  visitId: 'visit_1',
  name: 'Dana',
  kind: 'status',
  status: 'completed',
  at: at(18),
  body: {},
  heldUntil: 0,
  ...more,
});

describe('the next step', () => {
  const company = SETTINGS as unknown as Company;
  it.each<readonly [Status, Status | undefined]>([
    ['pending_dispatch', 'dispatched'],
    ['dispatched', 'en_route'],
    ['en_route', 'arrived'],
    ['arrived', 'completed'],
    ['completed', undefined],
    ['cancelled', undefined],
  ])('of a visit that is %s is %s', (status, next) => {
    expect(nextStep(visitAs(status), company)?.to).toBe(next);
  });

  it('is none on hold, nor what the account leaves to its office', () => {
    const hold = { since: at(17), reason: 'parts' };
    expect(nextStep(visitAs('dispatched', { hold }), company)).toBeUndefined();
    const strict = { ...company, permissions: { techniciansMark: ['arrived'] } };
    expect(nextStep(visitAs('arrived'), strict)).toBeUndefined();
    expect(nextStep(visitAs('en_route'), strict)?.to).toBe('arrived');
  });
});

describe('what waits', () => {
  it('is shown as done, with the moment it was', () => {
    const [shown] = projected([visitAs('en_route')], [step(1, { status: 'arrived', at: at(17) }), step(2)]);
    expect(shown).toMatchObject({ status: 'completed', arrivedAt: at(17), completedAt: at(18) });
  });

  it('is not shown as done once it was refused, nor is what was to follow', () => {
    const steps = [step(1, { status: 'arrived' }), step(2)];
    const [refused] = steps.map((one) => ({ step: one, status: 409, problem: 'illegal-step' }));
    expect(projected([visitAs('en_route')], steps, refused ? [refused] : [])[0]?.status).toBe('en_route');
  });

  it.each<readonly [string, readonly WaitingStep[], readonly string[], string | undefined]>([
    ['nothing', [], [], undefined],
    ['the first', [step(1), step(2)], [], 'step-1'],
    ['nothing before what can still be undone', [step(1, { heldUntil: NOW + 1 }), step(2)], [], undefined],
    ['what could be undone, a moment later', [step(1, { heldUntil: NOW })], [], 'step-1'],
    ['nothing of a visit after a refusal', [step(1), step(2)], ['step-1'], undefined],
    ['what is about another visit', [step(1), step(2, { visitId: 'visit_2' })], ['step-1'], 'step-2'],
  ])('sends %s', (_, waiting, refused, sent) => {
    expect(toSend(waiting, new Set(refused), NOW)?.id).toBe(sent);
  });

  it.each<readonly [string, readonly WaitingStep[], readonly string[], readonly string[]]>([
    ['nothing', [], [], []],
    ['what could still be undone', [step(1, { heldUntil: NOW + 4000 })], [], ['step-1']],
    [
      'of each visit the first',
      [step(1), step(2), step(3, { visitId: 'visit_2' })],
      [],
      ['step-1', 'step-3'],
    ],
    ['nothing of a visit after a refusal', [step(1), step(2)], ['step-1'], []],
  ])('sends %s as the page goes', (_, waiting, refused, sent) => {
    expect(toLeave(waiting, new Set(refused)).map(({ id }) => id)).toEqual(sent);
  });

  it('leaves in order, visit by visit, whatever is refused', () => {
    const steps = fc.array(fc.record({ visit: fc.integer({ min: 1, max: 3 }), refused: fc.boolean() }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(steps, (list) => {
        let waiting = list.map(({ visit }, order) => step(order, { visitId: `visit_${visit}` }));
        const refused = new Set<string>();
        const sent: WaitingStep[] = [];
        for (let next = toSend(waiting, refused, NOW); next; next = toSend(waiting, refused, NOW)) {
          if (list[next.order]?.refused) refused.add(next.id);
          else {
            sent.push(next);
            waiting = waiting.filter((one) => one !== next);
          }
        }
        for (const one of waiting) {
          const first = waiting.find(({ visitId }) => visitId === one.visitId);
          expect(refused.has(first?.id ?? '')).toBe(true);
        }
        for (const { visitId, order } of sent)
          expect(waiting.every((one) => one.visitId !== visitId || one.order > order)).toBe(true);
      }),
    );
  });
});

describe('a day', () => {
  const visit = (visitId: string, status: Status, hour: number, more: object = {}) =>
    visitAs(status, { visitId, window: { start: at(hour), end: at(hour + 1) }, ...more });
  const hold = { since: at(12), reason: 'parts' };

  it.each<readonly [string, readonly Visit[], string | undefined, string | undefined]>([
    ['nothing', [], undefined, undefined],
    [
      'the earliest that is open',
      [visit('b', 'dispatched', 15), visit('a', 'pending_dispatch', 14)],
      undefined,
      'a',
    ],
    [
      'not what is on hold',
      [visit('a', 'dispatched', 14, { hold }), visit('b', 'dispatched', 15)],
      undefined,
      'b',
    ],
    ['where somebody drives to', [visit('a', 'dispatched', 14), visit('b', 'en_route', 15)], undefined, 'b'],
    ['where somebody is', [visit('a', 'en_route', 14), visit('b', 'arrived', 15)], undefined, 'b'],
    ['what was opened', [visit('a', 'en_route', 14), visit('b', 'dispatched', 15)], 'b', 'b'],
    [
      'not what was opened and is over',
      [visit('a', 'completed', 14), visit('b', 'dispatched', 15)],
      'a',
      'b',
    ],
  ])('is about %s', (_, visits, chosen, current) => {
    expect(sortDay(visits, chosen).current?.visitId).toBe(current);
  });

  it.each([
    ['driven to since a job was left open', '2026-11-20T17:00:00.000Z', 'b'],
    ['arrived at since another was set off to', '2026-11-20T16:40:00.000Z', 'a'],
  ])('is about the one of two under way that was %s', (_, enRouteAt, current) => {
    const [left, next] = [visit('a', 'arrived', 14), { ...visit('b', 'en_route', 15), enRouteAt }];
    expect(sortDay([left, next]).current?.visitId).toBe(current);
  });

  it('counts what is done, and knows nothing of what was cancelled', () => {
    const day = sortDay([
      visit('a', 'completed', 14),
      visit('b', 'cancelled', 15),
      visit('c', 'dispatched', 16),
    ]);
    expect([day.total, day.done.length, day.later.length]).toEqual([2, 1, 0]);
  });
});
