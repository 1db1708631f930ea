import { describe, expect, it } from 'vitest';
import { byThisClock, clamped, corrected, learnBehind } from '../../../web/technician/rules/clock.ts';

const NOW = Date.parse('2026-11-20T18:00:00Z');
const iso = (ms: number) => new Date(NOW + ms).toISOString();

describe('how far a clock is behind', () => {
  /** An answer that took so long, and by whose date, cut to seconds, the phone is so far behind. */
  const heard = (behind: number, took = 0) => ({
    date: new Date(NOW + behind - 500).toUTCString(),
    askedAt: NOW - took / 2,
    heardAt: NOW + took / 2,
  });
  it.each<readonly [string, number, number, number, number]>([
    ['a clock that is right', 0, 500, 0, 0],
    ['two seconds behind, which is right enough', 0, 1500, 0, 0],
    ['more', 0, 2500, 0, 2500],
    ['ten minutes ahead', 0, -599_500, 0, -599_500],
    ['what is known already, or nearly', 600_500, 602_500, 0, 600_500],
    ['what is known no more', 600_500, 603_500, 0, 603_500],
    ['a clock that was set right', 600_500, 500, 0, 0],
    ['an answer that took as long as it may be wrong', 0, 4500, 5000, 0],
    ['one that did not', 0, 4500, 4999, 4500],
  ])('after %s', (_, known, behind, took, learned) => {
    expect(learnBehind(known, heard(behind, took))).toBe(learned);
  });

  it.each([[null], ['yesterday']])('is what was known after an answer of %s', (date) => {
    expect(learnBehind(4000, { date, askedAt: NOW, heardAt: NOW })).toBe(4000);
  });
});

describe('the time of what is sent', () => {
  it.each([
    [0, '2026-11-20T18:00:00Z', '2026-11-20T18:00:00Z'],
    [600_000, '2026-11-20T18:00:00Z', '2026-11-20T18:10:00.000Z'],
    [-1500, '2026-11-20T18:00:00.500Z', '2026-11-20T17:59:59.000Z'],
  ])('is by %i ms another', (behind, at, sent) => {
    expect(corrected(at, behind)).toBe(sent);
  });

  it.each<readonly [string, number, number, number]>([
    ['by this clock', NOW - 1000, 600_000, NOW - 1000],
    ['by the satellites', NOW + 599_000, 600_000, NOW - 1000],
    ['by either, as they agree', NOW - 1000, 0, NOW - 1000],
  ])('is of a fix %s', (_, timestamp, behind, at) => {
    expect(byThisClock(timestamp, NOW, behind)).toBe(at);
  });

  it.each<readonly [string, string | undefined, string | undefined]>([
    ['a moment before the last change', iso(1), iso(1)],
    ['two minutes before it', iso(120_000), iso(120_000)],
    ['longer before it', iso(120_001), undefined],
    ['not before it', iso(0), undefined],
    ['on a visit that is not known', undefined, undefined],
  ])('is %s that of the change, or none', (_, changedAt, at) => {
    expect(clamped(iso(0), changedAt)).toBe(at);
  });
});
