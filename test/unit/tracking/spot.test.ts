import { describe, expect, it } from 'vitest';
import type { Fix } from '../../../shared/tracking/fix.ts';
import { distanceMeters } from '../../../shared/tracking/geometry.ts';
import { type Spot, spotWith, uncertainty } from '../../../shared/tracking/spot.ts';
import { fix, SITE } from '../../support/drives.ts';

const spotOf = (...fixes: Fix[]): Spot =>
  fixes.reduce<Spot | undefined>(spotWith, undefined) ?? expect.fail();
const metersOff = (spot: Spot) => distanceMeters(spot, SITE);

describe('the spot a van is at', () => {
  it('is the mean of its fixes while it stands, the better ones counting for more', () => {
    expect(metersOff(spotOf(fix(0, 7, 0), fix(5, -7, 0)))).toBeCloseTo(0, 1);
    const spot = spotOf(fix(0, 10, 0, { accuracy: 20 }), fix(5, 0, 0, { accuracy: 10 }));
    expect(metersOff(spot)).toBeCloseTo(2, 1);
    expect(spot.since).toBe(fix(0, 0, 0).at);
  });

  it.each<[what: string, second: Fix, stands: boolean]>([
    ['as far off as both may be, one and a half times', fix(5, 14.9, 0), true],
    ['further off', fix(5, 15.1, 0), false],
    ['as far off as both may be, while it says to move', fix(5, 9.9, 0, { speed: 1.1 }), true],
    ['further off, while it says to move', fix(5, 10.1, 0, { speed: 1.1 }), false],
    ['further off, while it says to stand', fix(5, 10.1, 0, { speed: 1 }), true],
    ['in the same place at 4 m/s', fix(5, 1, 0, { speed: 4 }), true],
    ['in the same place, faster', fix(5, 1, 0, { speed: 4.1 }), false],
  ])('a fix %s', (_, second, stands) => {
    expect(spotOf(fix(0, 0, 0), second).since === fix(0, 0, 0).at).toBe(stands);
  });

  it('is as uncertain as a fix at first, and half as much after a minute', () => {
    const spot = spotOf(fix(0, 0, 0, { accuracy: 12 }));
    expect([0, 60].map((second) => uncertainty(spot, spot.since + second * 1000))).toEqual([12, 6]);
  });

  it('counts a fix that does not say how far off it may be as 30 m', () => {
    const { accuracy: _, ...unsure } = fix(0, 0, 0);
    expect(spotOf(unsure).error).toBe(30);
  });
});
