import { describe, expect, it } from 'vitest';
import type { Fix } from '../../../shared/tracking/fix.ts';
import { distanceMeters } from '../../../shared/tracking/geometry.ts';
import { driveTo } from '../../support/drives.ts';
import { followed, type Upload } from '../../support/simulated-location.ts';
import trace from '../../support/traces/bay-area-2025.json' with { type: 'json' };

const FENCE = 91.44;
type Row = [uploadedAt: string, at: string, lat: number, lng: number, accuracy: number, speed: number];

const uploads: Upload[] = (trace.fixes as Row[]).map(([uploadedAt, at, lat, lng, accuracy, speed]) => {
  const fix: Fix = { at: Date.parse(at), lat, lng, accuracy, ...(speed >= 0 && { speed }) };
  return { receivedAt: Date.parse(uploadedAt), fixes: [fix] };
});

describe('a real day of one vehicle', () => {
  const stops = trace.stops.map((stop, index) => ({
    ...stop,
    since: Date.parse(stop.enRouteAt),
    until: Date.parse(trace.stops[index + 1]?.enRouteAt ?? '2025-02-06T00:00:00Z'),
  }));

  it.each(stops)(
    'arrives once at $name, within 30 s of the first fix inside',
    ({ lat, lng, since, until }) => {
      const site = { lat, lng, radiusMeters: FENCE };
      const during = uploads.filter(({ receivedAt }) => receivedAt < until);
      const { arrivals, sent } = followed(driveTo({ since, site }), during);
      const first = during
        .flatMap(({ fixes }) => fixes)
        .find((fix) => fix.at >= since && distanceMeters(fix, site) <= FENCE);

      expect(arrivals).toHaveLength(1);
      const { evidence, toldAt } = arrivals[0] ?? expect.fail();
      expect(evidence.source).toBe('geofence');
      const delay = (toldAt - (first?.at ?? 0)) / 1000;
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThanOrEqual(30);
      expect(sent).toBeLessThanOrEqual(20);
    },
  );

  it('never arrives at a place that is merely passed', () => {
    const [, , , last] = stops;
    const passed = stops[1] ?? expect.fail();
    const site = { lat: passed.lat + 0.004, lng: passed.lng, radiusMeters: FENCE };
    expect(followed(driveTo({ since: last?.since ?? 0, site }), uploads).arrivals).toEqual([]);
  });
});
