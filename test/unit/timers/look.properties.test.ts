import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Problem } from '../../../shared/kernel/problem.ts';
import { epoch, HOUR, instant, MINUTE } from '../../../shared/kernel/time.ts';
import { decideOverdue, decideSilence, nextLook, type Seen } from '../../../shared/timers/look.ts';
import { assignTechnicians } from '../../../shared/visits/assign-technicians.ts';
import { decideStep } from '../../../shared/visits/decide-step.ts';
import { editVisit } from '../../../shared/visits/edit-visit.ts';
import { hold, release } from '../../../shared/visits/hold.ts';
import { windowOccasion } from '../../../shared/visits/mark-late.ts';
import type { Outcome } from '../../../shared/visits/take-step.ts';
import { type Fact, STATUSES, type Visit } from '../../../shared/visits/visit.ts';
import { aVisit, DESK, MARCUS, NINA, NOW, SETTINGS } from '../../support/a-visit.ts';

/** A visit as it lives: what is known of it, and what was told so far. */
interface Life {
  visit: Visit;
  heardAt: number | undefined;
  readonly told: { readonly fact: Fact; readonly before: Visit; readonly at: number }[];
  readonly alerts: string[];
}

type Deed = (life: Life, now: number) => Outcome | undefined;

const edit = (now: number) => ({ by: DESK, now });
const aDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...STATUSES).map(asks) },
  fc.integer({ min: -20, max: 40 }).map(
    (hours): Deed =>
      ({ visit }, now) => {
        const start = now + hours * HOUR;
        const window = { start: instant(start), end: instant(start + 2 * HOUR) };
        return editVisit(visit, { window }, edit(now));
      },
  ),
  fc.constant<Deed>(({ visit }, now) => hold(visit, 'rain', edit(now))),
  fc.constant<Deed>(({ visit }, now) => release(visit, edit(now))),
  fc.constantFrom([MARCUS], [NINA]).map(
    (who): Deed =>
      ({ visit }, now) =>
        assignTechnicians(visit, who, edit(now)),
  ),
  {
    weight: 3,
    arbitrary: fc.constant<Deed>((life, now) => {
      life.heardAt = now;
      return undefined;
    }),
  },
);

function asks(to: Visit['status']): Deed {
  return ({ visit }, now) =>
    decideStep(visit, { to, by: DESK, now, reason: 'because', anyway: true, settings: SETTINGS });
}

/** Time passes, something is done, and the look that follows it comes late, or twice, with idle looks in between. */
const anEvent = fc.record({
  after: fc.integer({ min: 0, max: 400 }).map((minutes) => minutes * MINUTE),
  deed: aDeed,
  delay: fc.integer({ min: 0, max: 10 * MINUTE }),
  again: fc.boolean(),
  idle: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
});

const seenAt = ({ visit, heardAt }: Life, now: number): Seen => ({
  visit,
  settings: SETTINGS,
  heardAt: visit.status === 'en_route' ? heardAt : undefined,
  now,
});

/** What the attendant does with a look, without a table. @returns when to look next */
function look(life: Life, now: number): number | undefined {
  const overdue = decideOverdue(seenAt(life, now));
  const before = life.visit;
  if (overdue) {
    life.visit = overdue.outcome.after;
    for (const fact of overdue.outcome.facts) life.told.push({ fact, before, at: now });
  }
  const silence = decideSilence(seenAt(life, now));
  if (silence && !life.alerts.includes(silence.occasion)) life.alerts.push(silence.occasion);
  return nextLook(seenAt(life, now));
}

const isIdle = (life: Life, now: number) =>
  decideOverdue(seenAt(life, now)) === undefined && decideSilence(seenAt(life, now)) === undefined;

it('timers that come late or twice, and looks in between, change nothing but the moment', () => {
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 20 }), (events) => {
      const life: Life = { visit: aVisit(), heardAt: undefined, told: [], alerts: [] };
      let now = NOW;
      let next = look(life, now);
      for (const { after, deed, delay, again, idle } of events) {
        const until = now + after;
        while (next !== undefined && next <= until) {
          now = Math.min(next + delay, until);
          next = lookTwice(life, now, again);
          if (next !== undefined) lookIdly(life, now, next, idle);
        }
        now = until;
        const outcome = attempt(deed, life, now);
        if (outcome) life.visit = outcome.after;
        next = lookTwice(life, now, again);
      }
      holds(life);
    }),
    { numRuns: 500 },
  );
});

/** The second look at the same moment finds nothing more to do, and the same next one. */
function lookTwice(life: Life, now: number, again: boolean): number | undefined {
  const next = look(life, now);
  if (next !== undefined) expect(next).toBeGreaterThan(now);
  if (!again) return next;
  const [told, alerts] = [life.told.length, life.alerts.length];
  expect(look(life, now)).toBe(next);
  expect([life.told.length, life.alerts.length]).toEqual([told, alerts]);
  return next;
}

/** Until the next look nothing becomes due, so that no moment is missed; a silence told of stays one. */
function lookIdly(life: Life, now: number, next: number, share: number): void {
  const between = now + Math.floor((next - now) * share);
  if (isIdle(life, now)) expect(isIdle(life, between)).toBe(true);
}

function attempt(deed: Deed, life: Life, now: number): Outcome | undefined {
  try {
    return deed(life, now);
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return undefined;
  }
}

/** Late is told once per window, of who was awaited and overdue; closed is what was open, and not held. */
function holds({ told }: Life): void {
  const late = told.filter(({ fact }) => fact.kind === 'visit.late');
  for (const { before, at } of late) {
    expect(before.hold).toBeUndefined();
    expect(['pending_dispatch', 'dispatched', 'en_route']).toContain(before.status);
    expect(at).toBeGreaterThanOrEqual(epoch(before.window.start) + 30 * MINUTE);
  }
  const occasions = late.map(({ before }) => `${windowOccasion(before.window)} ${before.plannedAt}`);
  expect(new Set(occasions).size).toBe(occasions.length);
  const closed = told.filter(({ fact }) => fact.kind !== 'visit.late');
  expect(closed.length).toBeLessThanOrEqual(1);
  for (const { fact, before } of closed) {
    expect(before.hold).toBeUndefined();
    expect(fact.kind).toBe(before.enRouteAt === undefined ? 'visit.cancelled' : 'visit.completed');
  }
}
