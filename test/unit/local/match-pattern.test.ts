import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../../../local/events/match-pattern.ts';

const event = {
  source: 'aws.geo',
  'detail-type': 'Location Geofence Event',
  detail: { kind: 'visit.en_route', count: 3, tags: ['a', 'b'], none: null },
};

describe('an event pattern', () => {
  for (const [what, pattern, matches] of [
    ['exact values', { source: ['aws.geo', 'other'] }, true],
    ['another value', { source: ['other'] }, false],
    ['all of several fields', { source: ['aws.geo'], detail: { kind: ['visit.arrived'] } }, false],
    ['one of a list', { detail: { tags: ['b'] } }, true],
    ['null', { detail: { none: [null] } }, true],
    ['a prefix', { detail: { kind: [{ prefix: 'visit.' }] } }, true],
    ['a suffix', { detail: { kind: [{ suffix: '.arrived' }] } }, false],
    ['what is there', { detail: { kind: [{ exists: true }] } }, true],
    [
      'what is not there',
      { detail: { nothing: [{ exists: false }], deeper: { x: [{ exists: false }] } } },
      true,
    ],
    ['anything but', { detail: { kind: [{ 'anything-but': ['visit.arrived'] }] } }, true],
    ['anything but a prefix', { detail: { kind: [{ 'anything-but': { prefix: 'visit.' } }] } }, false],
    ['a range', { detail: { count: [{ numeric: ['>', 0, '<=', 3] }] } }, true],
    ['a range it lies outside', { detail: { count: [{ numeric: ['>', 3] }] } }, false],
    ['one of two', { $or: [{ source: ['x'] }, { detail: { count: [3] } }] }, true],
  ] as const) {
    it(`${matches ? 'matches' : 'does not match'} ${what}`, () => {
      expect(matchesPattern(pattern, event)).toBe(matches);
    });
  }
});
