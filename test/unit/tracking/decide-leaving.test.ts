import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fix } from '../../../shared/tracking/fix.ts';
import { fix, SET_OFF } from '../../support/drives.ts';
import type { Upload } from '../../support/simulated-location.ts';
import { followedStay } from '../../support/simulated-stay.ts';

/** Every fix in an upload of its own, a second after it was taken. */
const oneByOne = (fixes: readonly Fix[]): Upload[] =>
  fixes.map((one) => ({ receivedAt: one.at + 1000, fixes: [one] }));
/** Amazon Location saw the technician come in. */
const ARRIVED = { entered: { at: SET_OFF } };

/** What became of it, in seconds after the arrival. */
function outcome(fixes: readonly Fix[], stay: object = ARRIVED, location = true) {
  const { left } = followedStay(stay, oneByOne(fixes), location);
  const after = (at: number) => (at - SET_OFF) / 1000;
  return left && [left.by, left.gone.rule, after(left.gone.since), after(left.toldAt - 1000)];
}

const AT_WORK = [fix(60, 0, 0, { speed: 0 }), fix(600, 20, 10, { speed: 1 })];
/** Driving off to the east at so many m/s, a fix every ten seconds. */
const drivingOff = (from: number, speed = 10, more: Partial<Fix> = {}): Fix[] =>
  [0, 10, 20, 30, 40, 50, 60].map((second) => fix(from + second, second * speed, 0, { speed, ...more }));

describe('a technician who has arrived', () => {
  it('has left on driving off, at the last fix before it was beyond doubt', () => {
    expect(outcome([...AT_WORK, ...drivingOff(900)])).toEqual(['geofence', 'drove_off', 920, 930]);
  });

  it('has left on walking far away, and not sooner', () => {
    const walking = [1, 2, 3, 4, 5].map((step) => fix(900 + step * 60, step * 90, 0, { speed: 1.5 }));
    expect(outcome([...AT_WORK, ...walking])).toEqual(['geofence', 'far', 1140, 1200]);
    expect(outcome([...AT_WORK, ...walking.slice(0, 4)])).toBeUndefined();
  });

  it('has left when sparse fixes lie far away, from the second on', () => {
    const sparse = [fix(1200, 4000, 0), fix(1500, 9000, 0)];
    expect(outcome([...AT_WORK, ...sparse])).toEqual(['geofence', 'far', 1200, 1500]);
    expect(outcome([...AT_WORK, ...sparse.slice(0, 1)])).toBeUndefined();
  });

  it('has left without Amazon Location too, half a minute later, or at once where it cannot know', () => {
    const gone = [...AT_WORK, ...drivingOff(900)];
    expect(outcome(gone, ARRIVED, false)).toEqual(['position', 'drove_off', 920, 960]);
    expect(outcome(gone, {})).toEqual(['position', 'drove_off', 920, 930]);
  });

  it('has not left who was never seen there: a van parked too far off', () => {
    expect(
      outcome(
        drivingOff(900).map((one) => ({ ...one, lng: one.lng + 0.003 })),
        {},
      ),
    ).toBeUndefined();
  });

  it.each([
    [
      'drifts at the kerb',
      [100, 120, 138, 110, 95, 139].map((east, i) => fix(900 + 10 * i, east, 0, { speed: 6 })),
    ],
    [
      'fetches something from a van 150 m off',
      [150, 190, 190, 150, 40].map((east, i) => fix(900 + 60 * i, east, 0, { speed: 1.4 })),
    ],
    ['jumps once, and is back', [fix(900, 0, 0), fix(910, 2000, 0, { speed: 30 }), fix(920, 0, 0)]],
    [
      'jumps for a while, without a speed',
      [fix(900, 0, 0), fix(910, 200, 0), fix(920, 330, 0), fix(930, 190, 0)],
    ],
    ['is somewhere within half a mile', drivingOff(900, 10, { accuracy: 200 })],
  ] as const)('has not left who %s', (_, fixes) => {
    expect(outcome([...AT_WORK, ...fixes])).toBeUndefined();
  });

  it('is not told to have left by a backlog that ends inside, nor by one of yesterday', () => {
    const there = [...AT_WORK, ...drivingOff(900), fix(1800, 0, 0, { speed: 0 })];
    const late = { receivedAt: SET_OFF + 1_805_000, fixes: there };
    expect(followedStay(ARRIVED, [late]).left).toBeUndefined();
    const old = { receivedAt: SET_OFF + 86_400_000, fixes: there.slice(0, -1) };
    expect(followedStay(ARRIVED, [old]).left).toBeUndefined();
    const still = { receivedAt: SET_OFF + 965_000, fixes: there.slice(0, -1) };
    expect(followedStay(ARRIVED, [still]).left?.gone.since).toBe(SET_OFF + 920_000);
  });

  it('has one fix shown to Amazon Location, and only when it has left by our own rule', () => {
    const coming = fc.array(
      fc.record({ east: fc.integer({ min: -140, max: 140 }), speed: fc.integer({ min: 0, max: 9 }) }),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(coming, (steps) => {
        const wandering = steps.map(({ east, speed }, index) => fix(700 + index * 10, east, 0, { speed }));
        expect(followedStay(ARRIVED, oneByOne([...AT_WORK, ...wandering]))).toEqual({
          asked: 0,
          left: undefined,
        });
        const after = 700 + 10 * steps.length;
        const { asked, left } = followedStay(
          ARRIVED,
          oneByOne([...AT_WORK, ...wandering, ...drivingOff(after)]),
        );
        expect([asked, left?.gone.rule]).toEqual([1, 'drove_off']);
      }),
    );
  });

  it('has left at the same moment however the fixes are bundled, told twice or not', () => {
    const fixes = [
      ...AT_WORK,
      ...drivingOff(900),
      ...drivingOff(970, 12).map((one) => ({ ...one, lng: one.lng + 0.01 })),
    ];
    const cuts = fc.array(fc.integer({ min: 1, max: fixes.length - 1 }), { maxLength: 6 });
    fc.assert(
      fc.property(cuts, fc.boolean(), (at, twice) => {
        const ends = [...new Set([...at, fixes.length])].sort((a, b) => a - b);
        const uploads = ends.flatMap((end, index) => {
          const some = fixes.slice(ends[index - 1] ?? 0, end);
          const upload = { receivedAt: (some.at(-1)?.at ?? 0) + 1000, fixes: some };
          return twice ? [upload, upload] : [upload];
        });
        expect(followedStay(ARRIVED, uploads).left?.gone.since).toBe(SET_OFF + 920_000);
      }),
    );
  });
});
