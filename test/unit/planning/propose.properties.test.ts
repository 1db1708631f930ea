import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../shared/kernel/time.ts';
import { estimateDrive } from '../../../shared/planning/drive-estimate.ts';
import { inTurn, propose, type Wish } from '../../../shared/planning/propose.ts';
import { driven, type Stop, type Tour, walk } from '../../../shared/planning/tour.ts';

const SEVEN = Date.parse('2026-11-24T07:00:00Z');
const PEOPLE = ['ana', 'ben', 'cleo'] as const;

const aPlace = fc.record({
  lat: fc.double({ min: 37.7, max: 37.85, noNaN: true }),
  lng: fc.double({ min: -122.5, max: -122.35, noNaN: true }),
});
const aStop = fc
  .record({
    place: aPlace,
    start: fc.integer({ min: 0, max: 44 }),
    room: fc.integer({ min: 0, max: 16 }),
    work: fc.integer({ min: 1, max: 8 }),
    fixed: fc.boolean(),
  })
  .map(({ place, start, room, work, fixed }) => {
    const earliest = SEVEN + start * 15 * MINUTE;
    const latest = fixed ? earliest : earliest + room * 15 * MINUTE;
    return { place, earliest, latest, work: work * 15 * MINUTE, fixed };
  });
const aDay = fc.array(aStop, { maxLength: 6 });
const someWishes = fc.array(
  fc.record({
    stop: aStop,
    able: fc.subarray([...PEOPLE], { minLength: 1 }),
    urgency: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 9 },
);

const toursOf = (days: readonly (readonly Omit<Stop, 'id'>[])[]): Tour[] =>
  days.map((stops, n) => ({
    technicianId: PEOPLE[n] ?? '',
    from: SEVEN,
    to: SEVEN + 12 * HOUR,
    stops: stops
      .map((stop, index) => ({ ...stop, id: `own-${n}-${index}` }))
      .toSorted((a, b) => a.earliest - b.earliest || a.latest - b.latest),
  }));
const wishesOf = (all: readonly { stop: Omit<Stop, 'id'>; able: string[]; urgency: number }[]): Wish[] =>
  all.map(({ stop, able, urgency }, index) => ({
    stop: { ...stop, id: `wish-${index}`, fixed: false },
    able: new Set(able),
    urgency,
  }));

it('keeps what is fixed and whose it is, begins nothing after its window, and names all that is left', () => {
  fc.assert(
    fc.property(fc.tuple(aDay, aDay, aDay), someWishes, (days, some) => {
      const [tours, wishes] = [toursOf(days), wishesOf(some)];
      const { days: planned, left } = propose(tours, wishes, estimateDrive);
      const placed = planned
        .flatMap(({ order }) => order.map(({ id }) => id))
        .filter((id) => id.startsWith('wish'));
      expect([...placed, ...left].toSorted()).toEqual(wishes.map(({ stop }) => stop.id).toSorted());
      for (const { tour, order } of planned) {
        const own = order.filter(({ id }) => id.startsWith('own'));
        expect(own.map(({ id }) => id).toSorted()).toEqual(tour.stops.map(({ id }) => id).toSorted());
        const was = new Map(walk(tour, tour.stops, estimateDrive).map(({ stop, over }) => [stop.id, over]));
        for (const { stop, begins, ends, over } of walk(tour, order, estimateDrive)) {
          expect(over).toBeLessThanOrEqual(was.get(stop.id) ?? 0);
          if (stop.fixed) expect(begins).toBe(stop.earliest);
          if (!stop.id.startsWith('wish')) continue;
          expect(begins >= stop.earliest && begins <= stop.latest && ends <= tour.to).toBe(true);
          expect(wishes.find((wish) => wish.stop.id === stop.id)?.able.has(tour.technicianId)).toBe(true);
        }
      }
    }),
  );
});

it('lets nobody be at two places, nor come sooner than they can drive, because of what is proposed', () => {
  fc.assert(
    fc.property(someWishes, (some) => {
      const { days } = propose(toursOf([[], [], []]), wishesOf(some), estimateDrive);
      for (const { tour, order } of days) {
        walk(tour, order, estimateDrive).forEach(({ begins, drive }, index, all) => {
          const before = all[index - 1];
          if (before) expect(begins).toBeGreaterThanOrEqual(before.ends + drive - 1);
        });
      }
    }),
  );
});

it('never drives more than taking each in turn places as many with, nor than a day that nothing is added to does', () => {
  fc.assert(
    fc.property(fc.tuple(aDay, aDay, aDay), someWishes, (days, some) => {
      const [tours, wishes] = [toursOf(days), wishesOf(some)];
      const [best, plain] = [propose(tours, wishes, estimateDrive), inTurn(tours, wishes, estimateDrive)];
      const same = best.left.toSorted().join() === plain.left.toSorted().join();
      if (same) expect(best.drive).toBeLessThanOrEqual(plain.drive + 1);
      for (const tour of tours) {
        const alone = propose([tour], [], estimateDrive);
        expect(alone.drive).toBeLessThanOrEqual(driven(walk(tour, tour.stops, estimateDrive)) + 1);
      }
    }),
  );
});
