import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Problem } from '../../../shared/kernel/problem.ts';
import { epoch, instant, MINUTE } from '../../../shared/kernel/time.ts';
import { spansOf } from '../../../shared/timesheets/spans.ts';
import { counted, type TimeEntry } from '../../../shared/timesheets/time-entry.ts';
import { decideStep } from '../../../shared/visits/decide-step.ts';
import { decideLeft } from '../../../shared/visits/leave-site.ts';
import type { Outcome } from '../../../shared/visits/take-step.ts';
import { type Fact, STATUSES, type Visit } from '../../../shared/visits/visit.ts';
import { aVisit, DESK, MARCUS, NINA, NOW, PHONE, SETTINGS } from '../../support/a-visit.ts';

/** Something that happens to one of the visits, some time after what happened before. */
const aDeed = fc.record({
  visit: fc.integer({ min: 0, max: 3 }),
  to: fc.constantFrom(...STATUSES, 'left' as const),
  by: fc.constantFrom(DESK, PHONE, { ...PHONE, memberId: 'nina' }),
  after: fc.integer({ min: 0, max: 30 }),
  /** A phone that was offline tells it so many minutes late. */
  late: fc.constantFrom(0, 0, 0, 5, 40),
});

type Deed = typeof aDeed extends fc.Arbitrary<infer One> ? One : never;

function outcomeOf(visit: Visit, { to, by, late }: Deed, now: number): Outcome | undefined {
  const at = now - late * MINUTE;
  if (to === 'left') return decideLeft(visit, { trip: visit.trip, memberId: visit.driverId ?? '', at, now });
  try {
    return decideStep(visit, { to, by, now, at: instant(at), reason: 'because', settings: SETTINGS });
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

it('whatever happens in a day, no technician is at two sites at once, and each time is one that visits tell of', () => {
  let someTime = 0;
  fc.assert(
    fc.property(fc.array(aDeed, { minLength: 10, maxLength: 60 }), (deeds) => {
      const technicians = [MARCUS, NINA];
      const visits = [0, 1, 2, 3].map((one) => aVisit({ visitId: `visit_${one}`, technicians }));
      const facts: Fact[][] = visits.map(() => []);
      let now = NOW;
      for (const deed of deeds) {
        now += deed.after * MINUTE;
        const outcome = outcomeOf(visits[deed.visit] as Visit, deed, now);
        if (!outcome) continue;
        visits[deed.visit] = outcome.after;
        facts[deed.visit]?.push(...outcome.facts);
      }
      const entries = visits.flatMap(({ visitId, accountId }, index) =>
        spansOf(facts[index] ?? []).map((span): TimeEntry => ({ ...span, visitId, accountId, version: 1 })),
      );
      const times = counted(entries, now);
      someTime += times.length;
      for (const own of Map.groupBy(times, ({ entry }) => entry.memberId).values()) {
        const seconds = own.reduce((sum, { from, to }) => sum + (to ? epoch(to) : now) - epoch(from), 0);
        const [first, last] = [own[0], own.at(-1)];
        expect(seconds).toBeLessThanOrEqual((last?.to ? epoch(last.to) : now) - epoch(first?.from ?? ''));
        for (const [index, { from }] of own.slice(1).entries()) {
          expect(from >= (own[index]?.to ?? '9')).toBe(true);
        }
      }
      for (const { entry, from, to } of times) {
        expect(from).toBe(entry.begun.at);
        expect((to ?? from) >= from && (to ?? '') <= (entry.ended?.at ?? '9')).toBe(true);
        expect(visits.find(({ visitId }) => visitId === entry.visitId)?.status).not.toBe('en_route');
      }
    }),
  );
  expect(someTime).toBeGreaterThan(10);
});
