import { describe, expect, it } from 'vitest';
import { encodeLine } from '../../../shared/tracking/route.ts';
import { toVisitBody } from '../../../shared/visits/visit-body.ts';
import { driveOf, groundOf, type MapRead, sideWanted, wantsMap } from '../../../web/technician/rules/map.ts';
import type { Visit } from '../../../web/technician/rules/visit.ts';
import { aVisit, NOW, REACHED } from '../../support/a-visit.ts';

const visit = (status: Visit['status'], more: object = {}) =>
  toVisitBody(aVisit({ ...REACHED[status], ...more })) as Visit;
const DRIVING = visit('en_route');
const { lat = 0, lng = 0 } = DRIVING.address;
const METER = 1 / 111_195;
/** A place so many metres south of the door, and east of it. */
const off = (south: number, east = 0) => ({
  lat: lat - south * METER,
  lng: lng + (east * METER) / Math.cos((lat * Math.PI) / 180),
  accuracy: 6,
});
const point = (place: { lat: number; lng: number }) => [place.lng, place.lat] as const;

/** From 1000 m south, 400 m to the west of the door and then up to it. */
const ROUTE = {
  polyline: encodeLine([off(1000), off(1000, -400), off(0, -400), off(0)].map(point)),
  names: [{ name: 'Main St', meters: 0 }],
};
const map = (more: Partial<MapRead> = {}): MapRead => ({
  drive: driveOf(DRIVING),
  side: 6000,
  route: ROUTE,
  readAt: NOW,
  ...more,
});

describe('the map of whoever drives', () => {
  it('has the way ahead of where they are by now, not of where they were when it was told', () => {
    const { ground, along } = groundOf(DRIVING, off(500, -390), map()) ?? expect.fail();
    expect([ground.hasRoute, ground.names.length]).toEqual([true, 1]);
    expect(Math.round(ground.line.length - along)).toBeCloseTo(900, -1);
  });

  it.each([
    ['beside the street', off(500, -251), true],
    ['another street', off(500, -240), false],
    ['another street, as far as the receiver can tell', { ...off(500, -240), accuracy: 30 }, true],
  ])('has none beside it: %s', (_, here, hasRoute) => {
    expect(groundOf(DRIVING, here, map())?.ground.hasRoute).toBe(hasRoute);
  });

  it('has no way for who is there, and none without a position', () => {
    expect(groundOf(visit('arrived'), off(20), map())?.ground.hasRoute).toBe(false);
    expect(groundOf(DRIVING, undefined, map())?.ground.van).toBe('none');
    expect(groundOf({ ...DRIVING, address: { ...DRIVING.address, lat: undefined } }, off(1), map())).toBe(
      undefined,
    );
  });

  it('is as large as the way that lies ahead', () => {
    expect(sideWanted(DRIVING, off(959), undefined)).toBe(2400);
    expect(sideWanted(DRIVING, off(961), undefined)).toBe(6000);
    expect(sideWanted(DRIVING, off(500, -400), map())).toBe(2400);
    expect(sideWanted(DRIVING, undefined, map())).toBe(2400);
  });
});

describe('what is drawn is asked for', () => {
  const HERE = off(990);
  it.each<[string, Visit, MapRead | undefined, boolean]>([
    ['on setting off', DRIVING, undefined, true],
    ['not again', DRIVING, map(), false],
    ['for another drive', visit('en_route', { enRouteAt: '2026-11-20T16:40:00.000Z' }), map(), true],
    ['when another square is better', DRIVING, map({ side: 2400 }), true],
    ['when the way is not known, after 15 s', DRIVING, without(map({ readAt: NOW - 15_001 })), true],
    ['and not before', DRIVING, without(map({ readAt: NOW - 15_000 })), false],
    ['not before the drive', visit('dispatched'), undefined, false],
    ['not at work', visit('arrived'), undefined, false],
    ['where an arrival can be taken back', visit('arrived', { undoableUntil: until(1) }), undefined, true],
    ['and not after', visit('arrived', { undoableUntil: until(0) }), undefined, false],
  ])('%s', (_, of, known, wants) => {
    expect(wantsMap(of, HERE, known, NOW)).toBe(wants);
  });
});

function without({ route: _, ...rest }: MapRead): MapRead {
  return rest;
}

function until(ms: number): string {
  return new Date(NOW + ms).toISOString();
}
