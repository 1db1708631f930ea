import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Fix,
  freshFor,
  type Going,
  isNews,
  paceFor,
  readAfter,
  waitAfter,
} from '../../../web/technician/rules/pace.ts';

const DRIVING: Going = { status: 'driving', lowBattery: false };

describe('the pace', () => {
  it.each<readonly [string, Going, { keep: number; send: number; watches: boolean }]>([
    [
      'far from the door',
      { ...DRIVING, metersToGo: 9000, speed: 15 },
      { keep: 10, send: 30, watches: false },
    ],
    ['two kilometres off', { ...DRIVING, metersToGo: 2000 }, { keep: 10, send: 30, watches: false }],
    ['nearer', { ...DRIVING, metersToGo: 1999 }, { keep: 3, send: 10, watches: true }],
    [
      'three minutes off',
      { ...DRIVING, metersToGo: 5400, speed: 30 },
      { keep: 10, send: 30, watches: false },
    ],
    ['sooner', { ...DRIVING, metersToGo: 5399, speed: 30 }, { keep: 3, send: 10, watches: true }],
    ['where nobody knows how far', DRIVING, { keep: 3, send: 10, watches: true }],
    [
      'on little battery',
      { ...DRIVING, metersToGo: 100, lowBattery: true },
      { keep: 30, send: 30, watches: false },
    ],
    ['on site', { status: 'on-site', lowBattery: false }, { keep: 60, send: 60, watches: false }],
    ['between visits', { status: 'between', lowBattery: false }, { keep: 60, send: 60, watches: false }],
    ['leaving', { status: 'on-site', speed: 3.1, lowBattery: false }, { keep: 30, send: 30, watches: false }],
  ])('%s', (_, going, pace) => {
    expect(paceFor(going)).toEqual(pace);
  });

  it('is never so slow that "sharing" would have to be taken back between two batches', () => {
    const going = fc.record({
      status: fc.constantFrom('driving' as const, 'on-site' as const, 'between' as const),
      metersToGo: fc.option(fc.double({ min: 0, max: 1e5, noNaN: true }), { nil: undefined }),
      speed: fc.double({ min: 0, max: 60, noNaN: true }),
      lowBattery: fc.boolean(),
    });
    fc.assert(
      fc.property(going, (one) => {
        const pace = paceFor(one);
        expect(freshFor(pace)).toBeGreaterThan(pace.send);
      }),
    );
  });
});

describe('a fix', () => {
  const LAST: Fix = { at: '2026-11-20T18:00:00.000Z', lat: 37.7596, lng: -122.4269, accuracy: 8 };
  const later = (seconds: number, metersNorth = 0): Fix => ({
    ...LAST,
    at: new Date(Date.parse(LAST.at) + 1000 * seconds).toISOString(),
    lat: LAST.lat + metersNorth / 111_195,
  });
  const FAR = paceFor({ ...DRIVING, metersToGo: 9000 });

  it('is news when it is the first', () => {
    expect(isNews(later(0), undefined, FAR)).toBe(true);
  });

  it.each([
    ['a moment early', 9, 0, true],
    ['too early', 8.9, 0, false],
    ['too early, after a hundred metres', 5, 100, false],
    ['too early, but farther', 5, 101, true],
    ['at once, however far', 0.9, 500, false],
  ])('%s', (_, seconds, meters, news) => {
    expect(isNews(later(seconds, meters), LAST, FAR)).toBe(news);
  });
});

describe('what the service said of the day', () => {
  const NOW = Date.parse('2026-11-20T18:00:00Z');
  const DOOR = { lat: 37.76, lng: -122.43 };
  const southOf = (meters: number) => ({ ...DOOR, lat: DOOR.lat - meters / 111_195 });
  const address = { line: '48 Willow Ln', ...DOOR, verified: true, timeZone: 'America/Los_Angeles' };
  const eta = { arrivesAt: '2026-11-20T18:12:00Z', computedAt: '2026-11-20T18:00:00Z', distanceMeters: 5000 };
  const ago = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();
  const there = (seconds: number, more: object = {}) => ({
    status: 'arrived' as const,
    address,
    arrivedAt: ago(seconds),
    undoableUntil: ago(seconds - 120),
    ...more,
  });
  const done = (seconds: number) => ({ status: 'completed' as const, address, completedAt: ago(seconds) });
  const drive = (secondsAgo: number, more: object = {}) => ({
    status: 'en_route' as const,
    address,
    enRouteAt: new Date(NOW - secondsAgo * 1000).toISOString(),
    ...more,
  });
  it.each([
    ['with nobody on the road', { status: 'dispatched' as const, address }, 10, 60_000],
    ['on the road', drive(600, { eta }), 5000, 20_000],
    ['just set off, with no time yet', drive(59), 5000, 5000],
    ['set off a minute ago, with no time', drive(60), 5000, 20_000],
    ['not yet at the door', drive(600, { eta }), 301, 20_000],
    ['at the door', drive(600, { eta }), 299, 10_000],
    ['there, with nobody told', there(59), 20, 5000],
    ['there, with nobody told for a minute', there(60), 20, 60_000],
    ['there, with the customer told', there(59, { arrivalToldAt: ago(50) }), 20, 60_000],
    ['leaving', there(3600), 151, 10_000],
    ['not leaving', there(3600), 149, 60_000],
    ['left just now', there(3600, { leftAt: ago(59) }), 400, 10_000],
    ['left a minute ago', there(3600, { leftAt: ago(60) }), 400, 60_000],
    ['done, and leaving', done(14 * 60), 400, 10_000],
    ['done long ago', done(15 * 60), 400, 60_000],
  ])('is read again in time: %s', (_, visit, meters, wait) => {
    expect(readAfter([visit], southOf(meters), NOW)).toBe(wait);
  });
});

describe('the wait after a failure', () => {
  it.each([
    [1, 0, 1000],
    [1, 1, 2000],
    [4, 1, 16_000],
    [6, 1, 60_000],
    [60, 0, 30_000],
    [60, 1, 60_000],
  ])('%s failures in a row, chance %s: %s ms', (failures, chance, ms) => {
    expect(waitAfter(failures, chance)).toBe(ms);
  });
});
