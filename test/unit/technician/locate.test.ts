import { describe, expect, it } from 'vitest';
import { createVirtualPhone } from '../../support/virtual-phone.ts';

const DOOR = { lat: 37.7596, lng: -122.4269 };
const MINUTE = 60_000;
const METERS = 111_195;

/** So many metres from the door, and towards it at some speed; there it stops. */
const driving = (from: number, speed: number) => (ms: number) => {
  const left = Math.max(0, from - (speed * ms) / 1000);
  return { lat: DOOR.lat - left / METERS, lng: DOOR.lng, speed: left > 0 ? speed : 0 };
};
const standing = (ms: number) => driving(0, 0)(ms);
const DRIVING = { status: 'driving', lowBattery: false, goal: DOOR } as const;
const ON_SITE = { status: 'on-site', lowBattery: false, goal: DOOR } as const;

describe('a phone that is looked for', () => {
  it.each([
    ['far from the door', { where: driving(100_000, 15), going: () => DRIVING }, { fixes: 60, batches: 20 }],
    ['near it', { where: driving(1900, 1), going: () => DRIVING }, { fixes: 600, batches: 60 }],
    ['on site', { where: standing, going: () => ON_SITE }, { fixes: 11, batches: 10 }],
  ])('%s is asked, and sends, as often as that deserves', (_, phone, { fixes, batches }) => {
    const { locating, told, pass } = createVirtualPhone(phone);
    locating.start();
    pass(10 * MINUTE);
    // The first answer decides the pace; until then it is that of nobody knows where.
    expect(Math.abs(told.fixes - fixes)).toBeLessThan(12);
    expect(Math.abs(told.batches - batches)).toBeLessThan(3);
  });

  it('comes near, and is watched from there on', () => {
    const { locating, told, pass } = createVirtualPhone({ where: driving(3200, 10), going: () => DRIVING });
    locating.start();
    pass(2 * MINUTE);
    const far = told.fixes;
    pass(2 * MINUTE);
    const near = told.fixes - far;
    expect(far).toBeLessThan(25);
    expect(near).toBeGreaterThan(90);
  });

  it('stands, and a receiver that then says nothing is begun anew', () => {
    const { locating, told, pass } = createVirtualPhone({
      where: standing,
      going: () => DRIVING,
      isLazy: true,
    });
    locating.start();
    pass(MINUTE);
    expect([told.news, told.batches]).toEqual([7, 6]);
  });

  it('has moved a moment after it was asked, and that is not forgotten', () => {
    let meters = 600;
    const { locating, told, pass, report } = createVirtualPhone({
      where: () => driving(meters, 0)(0),
      going: () => DRIVING,
      isLazy: true,
    });
    locating.start();
    pass(500);
    meters = 300;
    report();
    expect(told.lastLat).toBeCloseTo(DOOR.lat - 600 / METERS, 6);
    pass(10_000);
    expect(told.lastLat).toBeCloseTo(DOOR.lat - 300 / METERS, 6);
  });

  it('drives off, and is noticed within a minute', () => {
    let leaving = false;
    const since = { ms: 0 };
    const { locating, told, pass } = createVirtualPhone({
      where: (ms) => {
        if (!leaving) since.ms = ms;
        return leaving ? driving(100_000, 12)(ms - since.ms) : standing(ms);
      },
      going: () => ON_SITE,
    });
    locating.start();
    pass(10 * MINUTE);
    const before = { ...told };
    leaving = true;
    pass(MINUTE);
    expect(told.news).toBeGreaterThan(before.news);
    expect(told.batches).toBeGreaterThan(before.batches);
  });

  it('is left alone when nobody looks any more', () => {
    const { locating, told, pass } = createVirtualPhone({ where: driving(1500, 5), going: () => DRIVING });
    locating.start();
    pass(MINUTE);
    locating.stop();
    const { fixes, batches } = told;
    pass(10 * MINUTE);
    expect([told.fixes, told.batches]).toEqual([fixes, batches]);
  });
});
