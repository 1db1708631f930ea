import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Fix } from '../../../shared/tracking/fix.ts';
import { distanceMeters } from '../../../shared/tracking/geometry.ts';
import { packFixes, unpackFixes } from '../../../shared/tracking/packed-fixes.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const fix: fc.Arbitrary<Fix> = fc.record(
  {
    at: fc.integer({ min: -1e12, max: 4e12 }),
    lat: number(-90, 90),
    lng: number(-180, 180),
    accuracy: number(0.001, 5000),
    speed: number(0, 100),
    heading: number(0, 359.99),
    battery: number(0, 100),
  },
  { requiredKeys: ['at', 'lat', 'lng'] },
);

it('gives back every fix within the receiver’s own error', () => {
  fc.assert(
    fc.property(fc.array(fix, { maxLength: 20 }), (fixes) => {
      const back = unpackFixes(packFixes(fixes));
      expect(back).toHaveLength(fixes.length);
      for (const [index, given] of fixes.entries()) {
        const got = back[index] ?? expect.fail();
        expect(got.at).toBe(given.at);
        expect(distanceMeters(got, given)).toBeLessThan(0.2);
        expect(Object.keys(got).sort()).toEqual(Object.keys(given).sort());
        expect(Math.abs((got.speed ?? 0) - (given.speed ?? 0))).toBeLessThanOrEqual(0.051);
        expect(Math.abs((got.accuracy ?? 0) - (given.accuracy ?? 0))).toBeLessThanOrEqual(0.1);
      }
    }),
  );
});

it('needs less than a kilobyte for the most it is ever given', () => {
  const drive = Array.from({ length: 20 }, (_, index) => ({
    at: 1_790_000_000_000 + index * 10_000,
    lat: 37.7596 + index * 0.0011,
    lng: -122.4269 - index * 0.0012,
    accuracy: 4.7,
    speed: 13.2,
    heading: 217,
    battery: 64,
  }));
  expect(packFixes(drive).length).toBeLessThan(600);
});
