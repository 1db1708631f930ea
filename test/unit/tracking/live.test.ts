import { describe, expect, it } from 'vitest';
import { type LiveItem, liveView } from '../../../shared/tracking/live.ts';

const FIXED = Date.parse('2026-11-20T17:00:10Z');
const live: LiveItem = {
  visitId: 'visit_1',
  trip: 1,
  at: '2026-11-20T17:00:10.000Z',
  position: { lat: 37.76, lng: -122.43, at: '2026-11-20T17:00:10.000Z' },
  eta: {
    arrivesAt: '2026-11-20T17:12:00.000Z',
    distanceMeters: 5000,
    computedAt: '2026-11-20T17:00:10.000Z',
  },
  updatedAt: '2026-11-20T17:00:11.000Z',
};
const etaAfter = (seconds: number) => liveView(live, FIXED + seconds * 1000).eta;

describe('the live item as it is shown', () => {
  it('gives one arrival time while the position is fresh', () => {
    expect(etaAfter(60)).toEqual(live.eta);
  });

  it('gives a range once the position is older than two minutes, wider with time', () => {
    expect(etaAfter(121)).toMatchObject({
      arrivesAt: '2026-11-20T17:12:00.000Z',
      earliest: '2026-11-20T17:09:00.000Z',
      latest: '2026-11-20T17:15:00.000Z',
    });
    expect(etaAfter(590)?.latest).toBe('2026-11-20T17:22:00.000Z');
  });

  it('gives none once it is older than ten minutes, but still says where the van was', () => {
    expect(etaAfter(601)).toBeUndefined();
    expect(liveView(live, FIXED + 601_000).position).toEqual(live.position);
  });

  it('never promises an arrival in the past: once overdue, it moves on with the clock', () => {
    const soon = { ...live, eta: { ...(live.eta ?? expect.fail()), arrivesAt: '2026-11-20T17:00:30.000Z' } };
    for (const seconds of [0, 30, 100, 200, 500]) {
      const now = FIXED + seconds * 1000;
      const { eta } = liveView(soon, now);
      expect(Date.parse(eta?.arrivesAt ?? '')).toBe(Math.max(FIXED + 20_000, now));
      for (const time of [eta?.arrivesAt, eta?.earliest, eta?.latest]) {
        if (time) expect(Date.parse(time)).toBeGreaterThanOrEqual(now);
      }
      if (eta?.earliest)
        expect(eta.earliest <= eta.arrivesAt && eta.arrivesAt <= (eta.latest ?? '')).toBe(true);
    }
  });
});
