import { describe, expect, it } from 'vitest';
import { driveTo } from '../../support/drives.ts';
import { recordedStops, recordedUploads } from '../../support/recorded-day.ts';
import { followed } from '../../support/simulated-location.ts';

describe('a real day of one vehicle', () => {
  it.each(recordedStops)(
    'arrives once at $name, within 30 s of the first fix inside',
    ({ since, site, uploads, insideAt }) => {
      const { arrivals, sent } = followed(driveTo({ since, site }), uploads);

      expect(arrivals).toHaveLength(1);
      const { evidence, toldAt } = arrivals[0] ?? expect.fail();
      expect(evidence.source).toBe('geofence');
      const delay = (toldAt - insideAt) / 1000;
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThanOrEqual(30);
      expect(sent).toBeLessThanOrEqual(20);
    },
  );

  it('never arrives at a place that is merely passed', () => {
    const [, passed, , last] = recordedStops;
    if (!passed || !last) expect.fail();
    const site = { ...passed.site, lat: passed.site.lat + 0.004 };
    expect(followed(driveTo({ since: last.since, site }), recordedUploads).arrivals).toEqual([]);
  });
});
