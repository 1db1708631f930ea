import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../shared/kernel/time.ts';
import { advance, isOffRoute, newDrive } from '../../../shared/tracking/drive-state.ts';
import type { LatLng } from '../../../shared/tracking/fix.ts';
import { distanceMeters, toPosition } from '../../../shared/tracking/geometry.ts';
import { cacheRoute } from '../../../shared/tracking/route.ts';
import { beside, driveTo, fix, SET_OFF, SITE } from '../../support/drives.ts';
import { etasSeen, straightWay } from '../../support/estimated-drive.ts';
import type { Upload } from '../../support/simulated-location.ts';

/** A van that wanders about far from its site for 20 minutes: stands, speeds, turns, is now and then silent. */
const wandering = fc
  .array(
    fc.record({
      seconds: fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 3, max: 30 }) },
        fc.integer({ min: 31, max: 400 }),
      ),
      metersPerSecond: fc.double({ min: 0, max: 35, noNaN: true }),
      turn: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.double({ min: -3, max: 3, noNaN: true })),
    }),
    { minLength: 30, maxLength: 150 },
  )
  .map((legs): Upload[] => {
    let [second, east, north, heading] = [0, -9000, -9000, Math.PI / 4];
    return legs.flatMap(({ seconds, metersPerSecond, turn }) => {
      second += seconds;
      heading += turn;
      east += Math.sin(heading) * metersPerSecond * seconds;
      north += Math.cos(heading) * metersPerSecond * seconds;
      if (second > 20 * 60) return [];
      const one = fix(second, east, north, { speed: metersPerSecond });
      return [{ receivedAt: one.at + 1000, fixes: [one] }];
    });
  });
/** Routes now and then does not answer, or knows no way. */
const answers = fc.array(fc.constantFrom('route', 'none', undefined), { minLength: 40, maxLength: 40 });

describe('the arrival time of any drive', () => {
  it('is never past, never jumps, and costs four routes in 20 minutes, watched or not', () =>
    fc.assert(
      fc.asyncProperty(wandering, answers, fc.boolean(), async (uploads, answered, watched) => {
        let asked = 0;
        let paid = 0;
        const seen = await etasSeen(
          driveTo(),
          uploads,
          async (...asking) => {
            const answer = answered[asked++ % answered.length];
            if (answer) paid += 1;
            return answer === 'route' ? straightWay(...asking) : answer;
          },
          watched,
        );
        expect(paid).toBeLessThanOrEqual(4);
        let before: { at: number; arrivesAt: number } | undefined;
        for (const { at, eta, routes } of seen) {
          expect(routes).toBeLessThanOrEqual(4);
          if (!eta) continue;
          const arrivesAt = Date.parse(eta.arrivesAt);
          expect(arrivesAt).toBeGreaterThanOrEqual(at);
          const most = Math.max(MINUTE, at - (before?.at ?? at));
          if (before) expect(Math.abs(arrivesAt - before.arrivesAt)).toBeLessThanOrEqual(most);
          before = { at, arrivesAt };
        }
      }),
      { numRuns: 60 },
    ));
});

describe('a van that leaves its route', () => {
  const line = [-6000, -4000, -2000, 0].map((north) => {
    const { lat, lng } = beside(0, north);
    return [lng, lat] as const;
  });
  const route = cacheRoute({ line, seconds: [0, 200, 400, 600], meters: 6000 }, SET_OFF);
  /** North along the route at 10 m/s, from the second to the fifth minute one street, 400 m, further east. */
  const parallel = Array.from({ length: 50 }, (_, index) => {
    const second = index * 10;
    return fix(second, second >= 120 && second < 300 ? 400 : 0, -6000 + second * 10, { speed: 10 });
  });

  it('is found on it again where it comes back, however far ahead', () => {
    let state = { ...newDrive(driveTo({ site: SITE }), 'member_1'), route };
    const off = parallel.map((one) => {
      state = { ...advance(state, [one], driveTo(), one.at).state, route };
      return isOffRoute(state);
    });
    expect(off.indexOf(true)).toBe(13);
    expect(off.lastIndexOf(true)).toBe(29);
    expect(state.along).toBeCloseTo(4900, -2);
  });
});

describe('a first fix that later ones disprove', () => {
  /** Metres north of the site at which the receiver first believed itself, then 9 km of the true way at 12 m/s. */
  const drive = (wrong: number): Upload[] => {
    const way = Array.from({ length: 74 }, (_, n) => fix(10 + n * 10, 0, -9000 + n * 120, { speed: 12 }));
    return [fix(5, 0, wrong, { speed: 0 }), ...way].map((one) => ({
      receivedAt: one.at + 1000,
      fixes: [one],
    }));
  };

  const inTime = async (from: LatLng, to: LatLng) => {
    const meters = distanceMeters(from, to);
    return { line: [toPosition(from), toPosition(to)], seconds: [0, meters / 12], meters };
  };

  it.each([33_000, -60_000])('is forgotten with what was foretold from there: %i m', async (wrong) => {
    const seen = await etasSeen(driveTo(), drive(wrong), inTime, true);
    const told = seen.filter(({ at, eta }) => eta && at > SET_OFF + 3 * MINUTE);
    expect(told.length).toBeGreaterThan(40);
    const truth = SET_OFF + 760_000;
    for (const { eta } of told)
      expect(Math.abs(Date.parse(eta?.arrivesAt ?? '') - truth)).toBeLessThan(MINUTE);
  });
});
