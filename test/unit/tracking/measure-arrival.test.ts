import { describe, expect, it } from 'vitest';
import { groundsOf } from '../../../shared/tracking/decide-arrival.ts';
import type { ArrivalEvidence } from '../../../shared/visits/visit.ts';

const evidence = (source: ArrivalEvidence['source'], rule: ArrivalEvidence['rule']): ArrivalEvidence => ({
  source,
  rule,
  at: '2026-11-20T17:00:00.000Z',
  distanceMeters: 12,
});

describe('what an arrival is counted as', () => {
  it.each([
    ['entered', 'geofence', 'slow', { at: 1 }],
    ['entered', 'geofence', 'dwell', { refused: true }],
    ['crossed', 'position', 'crossed', { at: 1 }],
    ['waited', 'position', 'slow', { at: 1 }],
    ['refused', 'position', 'dwell', { at: 1, refused: true }],
    ['unasked', 'position', 'slow', {}],
  ] as const)('%s: by %s, %s, when Location was asked %o', (grounds, source, rule, asked) => {
    expect(groundsOf(evidence(source, rule), asked)).toBe(grounds);
  });
});
