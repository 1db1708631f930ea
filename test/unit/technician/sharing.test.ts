import { describe, expect, it } from 'vitest';
import { type SharingFacts, type SharingState, sharingState } from '../../../web/technician/rules/sharing.ts';

const NOW = Date.parse('2026-11-20T18:00:00Z');

/** Everything is well: positions are looked for, found, and taken. */
const WELL: SharingFacts = {
  now: NOW,
  otherApp: false,
  permission: 'granted',
  noFix: false,
  signedIn: true,
  waiting: 0,
  accuracy: 18,
  takenAt: NOW - 4000,
  fresh: 30,
};

/** What keeps it from being well, worst first. */
const TROUBLES: readonly (readonly [SharingState, Partial<SharingFacts>])[] = [
  ['off', { offSince: NOW - 1000 }],
  ['otherApp', { otherApp: true }],
  ['ask', { permission: 'prompt' }],
  ['noGps', { noFix: true }],
  ['signedOut', { signedIn: false }],
  ['clock', { clockWrong: true }],
  ['queued', { cutSince: NOW - 60_000, waiting: 14 }],
  ['paused', { back: { at: NOW - 1000, hiddenMs: 180_000 } }],
  ['weak', { accuracy: 580 }],
  ['finding', { takenAt: undefined }],
];

describe('what the pill says', () => {
  it('is "sharing" when everything is well', () => {
    expect(sharingState(WELL)).toBe('sharing');
  });

  it.each(TROUBLES)('is "%s" for it alone', (state, trouble) => {
    expect(sharingState({ ...WELL, ...trouble })).toBe(state);
  });

  it.each(TROUBLES)('is "%s", whatever lesser trouble there is besides', (state) => {
    const from = TROUBLES.findIndex(([one]) => one === state);
    const all = TROUBLES.slice(from).map(([, trouble]) => trouble);
    expect(sharingState(Object.assign({}, WELL, ...all))).toBe(state);
  });

  it.each<readonly [string, Partial<SharingFacts>, SharingState]>([
    ['a permission that was denied', { permission: 'denied' }, 'blocked'],
    ['a batch that was taken within the time', { takenAt: NOW - 29_999 }, 'sharing'],
    ['one that was taken before', { takenAt: NOW - 30_000 }, 'finding'],
    ['no signal, and nothing that waits for one', { cutSince: NOW - 60_000 }, 'sharing'],
    ['a position good to a street', { accuracy: 300 }, 'sharing'],
    ['a position good to a quarter', { accuracy: 301 }, 'weak'],
    ['half a minute out of sight', { back: { at: NOW - 1000, hiddenMs: 30_000 } }, 'sharing'],
    ['a longer absence', { back: { at: NOW - 1000, hiddenMs: 30_001 } }, 'paused'],
    ['an absence a minute ago', { back: { at: NOW - 60_000, hiddenMs: 90_000 } }, 'sharing'],
  ])('for %s', (_, trouble, state) => {
    expect(sharingState({ ...WELL, ...trouble })).toBe(state);
  });
});
