import { describe, expect, it } from 'vitest';
import { acceptPositions } from '../../../shared/tracking/accept-positions.ts';
import { packFixes, unpackFixes } from '../../../shared/tracking/packed-fixes.ts';

const NOW = Date.parse('2026-11-20T17:00:00Z');
const good = { at: '2026-11-20T16:59:50Z', lat: 37.76, lng: -122.43 };

describe('a list of reported positions', () => {
  it('keeps what is known and leaves out what is not', () => {
    const full = { ...good, accuracy: 5, speed: 3, heading: 90, battery: 80 };
    const vague = { ...good, at: '2026-11-20T17:59:40.5+01:00', accuracy: 0, speed: -1, heading: null };
    const { fixes } = acceptPositions([full, vague], NOW);
    expect(fixes).toEqual([
      { at: NOW - 19_500, lat: 37.76, lng: -122.43 },
      { at: NOW - 10_000, lat: 37.76, lng: -122.43, accuracy: 5, speed: 3, heading: 90, battery: 80 },
    ]);
  });

  it('does not believe what no phone can measure, and keeps the place', () => {
    const wild = { ...good, accuracy: 1e308, speed: 1e308, heading: 1e308, battery: 1e308 };
    const { fixes, rejected } = acceptPositions([wild], NOW);
    expect(rejected).toEqual([]);
    expect(unpackFixes(packFixes(fixes))).toEqual([
      { at: NOW - 10_000, lat: 37.76, lng: -122.43, accuracy: 20_000_000 },
    ]);
  });

  it.each([
    ['not an object', 7],
    ['null', null],
    ['no time', { lat: 1, lng: 1 }],
    ['a time without an offset', { ...good, at: '2026-11-20T16:59:50' }],
    ['a day that does not exist', { ...good, at: '2026-02-29T16:59:50Z' }],
    ['an hour that does not exist', { ...good, at: '2026-02-28T25:59:50Z' }],
    ['a number for a time', { ...good, at: NOW }],
    ['more than two minutes ahead', { ...good, at: '2026-11-20T17:02:00.001Z' }],
    ['latitude 91', { ...good, lat: 91 }],
    ['text for a longitude', { ...good, lng: '-122.43' }],
    ['text for a speed', { ...good, speed: 'fast' }],
  ])('names a bad one by its place: %s', (_what, bad) => {
    const { accepted, rejected, fixes } = acceptPositions([good, bad, good], NOW);
    expect(accepted).toBe(2);
    expect(fixes).toHaveLength(1);
    expect(rejected).toEqual([{ index: 1, reason: expect.any(String) }]);
  });

  it('takes a clock that is up to two minutes ahead for a clock that is right', () => {
    const { fixes } = acceptPositions([{ ...good, at: '2026-11-20T17:02:00Z' }], NOW);
    expect(fixes[0]?.at).toBe(NOW);
  });

  it('knows which of those is the newest', () => {
    const ahead = (seconds: number, lat: number) => ({
      ...good,
      at: new Date(NOW + seconds * 1000).toISOString(),
      lat,
    });
    const { fixes, accepted } = acceptPositions([ahead(90, 10), ahead(30, 20), ahead(0, 30)], NOW);
    expect(accepted).toBe(3);
    expect(fixes.map(({ at, lat }) => [at, lat])).toEqual([[NOW, 10]]);
  });
});
