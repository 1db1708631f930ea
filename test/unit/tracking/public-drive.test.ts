import polyline from '@mapbox/polyline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, type DriveState, newDrive } from '../../../shared/tracking/drive-state.ts';
import { distanceMeters } from '../../../shared/tracking/geometry.ts';
import type { LiveItem, LiveLine } from '../../../shared/tracking/live.ts';
import { publicDrive } from '../../../shared/tracking/public-drive.ts';
import { cacheRoute } from '../../../shared/tracking/route.ts';
import { beside, driveTo, fix, SET_OFF } from '../../support/drives.ts';

const points = (line: LiveLine | undefined) =>
  polyline.decode(line?.polyline ?? '').map(([lat, lng]) => ({ lat, lng }));
const lengthOf = (line: { lat: number; lng: number }[]) =>
  line.reduce((sum, point, index) => sum + distanceMeters(line[index - 1] ?? point, point), 0);
const bytes = (live: LiveItem) => Buffer.byteLength(JSON.stringify(live));

/** What the public saw after each fix. */
function seen(fixes: readonly ReturnType<typeof fix>[], start: Partial<DriveState> = {}): LiveItem[] {
  let state: DriveState = { ...newDrive(driveTo(), 'member_1'), ...start };
  return fixes.map((one) => {
    state = advance(state, [one], driveTo(), one.at).state;
    return publicDrive(state, one.at);
  });
}

const metres = fc.double({ min: -40, max: 160, noNaN: true });
const turns = fc.array(fc.tuple(metres, metres), { minLength: 1, maxLength: 60 });
const wandering = turns.map((steps) => {
  let [east, north] = [-3000, -3000];
  return steps.map(([dEast, dNorth], index) => {
    east += dEast;
    north += dNorth;
    return fix(5 + index * 10, east, north);
  });
});

describe('what the public may see of a drive', () => {
  it('never tells where it began, nor much of where it has been', () => {
    fc.assert(
      fc.property(wandering, (fixes) => {
        const began = fixes[0] ?? expect.fail();
        for (const { position, route, trail } of seen(fixes)) {
          if (!position) expect([route, trail]).toEqual([undefined, undefined]);
          else expect(distanceMeters(position, began)).toBeGreaterThanOrEqual(300);
          const line = points(trail);
          for (const point of line) expect(distanceMeters(point, began)).toBeGreaterThanOrEqual(300);
          expect(lengthOf(line)).toBeLessThanOrEqual(400);
        }
      }),
    );
  });

  it('shows nothing of the time before setting off', () => {
    const [before] = seen([fix(-10, -3000, 0)]);
    expect(before).toEqual({
      visitId: 'visit_1',
      trip: 1,
      updatedAt: new Date(SET_OFF - 10_000).toISOString(),
    });
  });

  it('keeps away from where the van stood just before setting off', () => {
    const live = seen([fix(-30, -3000, 0), fix(60, -2750, 0), fix(70, -2600, 0)]);
    expect(live.map(({ position }) => position !== undefined)).toEqual([false, false, true]);
  });

  it('keeps away from where it stood minutes before, and from where it was first seen after', () => {
    const live = seen([fix(-300, -3000, 0), fix(60, -2600, 0), fix(70, -2310, 0), fix(80, -2250, 0)]);
    expect(live.map(({ position }) => position !== undefined)).toEqual([false, false, false, true]);
  });

  it('draws the route only ahead of the van', () => {
    const line = [-6000, -3000, 0].map((north) => {
      const { lat, lng } = beside(0, north);
      return [lng, lat] as const;
    });
    const route = cacheRoute({ line, seconds: [0, 300, 600], meters: 6000 }, SET_OFF);
    const live = seen([fix(10, 0, -5900), fix(70, 0, -5300), fix(100, 0, -4900)], { route });
    const ahead = points(live.at(-1)?.route);
    expect(ahead[0]?.lat).toBeCloseTo(beside(0, -4900).lat, 4);
    expect(ahead.at(-1)?.lat).toBeCloseTo(beside(0, 0).lat, 4);
    expect(live[0]?.route).toBeUndefined();
  });

  it('is worth half a read unit, however long and winding the route', () => {
    const winding = fc.array(
      fc.tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: -5000, max: 5000 })),
      {
        minLength: 2,
        maxLength: 1500,
      },
    );
    fc.assert(
      fc.property(winding, (places) => {
        const line = places.map(([east, north]) => {
          const { lat, lng } = beside(east, north);
          return [lng, lat] as const;
        });
        const seconds = line.map((_, index) => index * 10);
        const route = cacheRoute({ line, seconds, meters: 50_000 }, SET_OFF);
        const drive = Array.from({ length: 60 }, (_, index) =>
          fix(index * 5, -3000 + index * 16, (index % 3) * 9),
        );
        const arrivesAt = SET_OFF + 600_000;
        const eta = { arrivesAt, aim: arrivesAt, horizon: 600_000, meters: 4321, asOf: SET_OFF };
        expect(bytes(seen(drive, { route, eta, off: -1000 }).at(-1) ?? expect.fail())).toBeLessThan(3500);
      }),
      { numRuns: 20 },
    );
  });
});
