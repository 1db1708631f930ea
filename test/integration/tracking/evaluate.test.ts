import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { declareGeofenceCollection } from '../../../local/emulators/geofences.ts';
import { createLocation } from '../../../local/emulators/location.ts';
import { evaluate, type Sighting } from '../../../shared/tracking/geofence-client.ts';
import { createWorld, serveEmulators } from '../../support/serve-emulators.ts';
import { FENCES, resolveBelowLocalhost } from '../../support/tracking-parts.ts';

interface Update {
  readonly DeviceId: string;
  readonly SampleTime: string;
}

/** What was asked, call by call, and for how many of the first calls no answer ever comes. */
const calls: Update[][] = [];
let silent = 0;
let stop: () => Promise<unknown>;
beforeAll(async () => {
  const world = createWorld();
  declareGeofenceCollection(world.store, FENCES);
  const location = createLocation(world);
  const served = await serveEmulators({
    ...location,
    handle(call, request) {
      calls.push(call.input['DevicePositionUpdates'] as Update[]);
      if (silent-- > 0) return new Promise(() => undefined);
      return location.handle(call, request);
    },
  });
  Object.assign(process.env, {
    FENCES,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_LOCATION: served.client.endpoint.replace('127.0.0.1', 'localhost'),
  });
  const restore = resolveBelowLocalhost();
  stop = async () => {
    restore();
    await served.stop();
  };
});
afterAll(() => stop?.());
beforeEach(() => {
  calls.length = 0;
  silent = 0;
});

const sightingsOf = (visit: number, count: number): Sighting[] =>
  Array.from({ length: count }, (_, n) => ({
    visitId: `visit_${visit}`,
    trip: 1,
    fix: { at: Date.parse('2026-11-20T17:00:00Z') + n * 1000, lat: 37.7, lng: -122.4 },
  }));

it('asks ten at a time, the fixes of a drive in their order however many there are', async () => {
  const sightings = [sightingsOf(1, 7), sightingsOf(2, 23), sightingsOf(3, 3)].flat();
  expect(await evaluate(sightings)).toEqual([]);
  expect(calls.every(({ length }) => length <= 10)).toBe(true);
  expect(calls.flat()).toHaveLength(33);
  const long = calls.flat().filter(({ DeviceId }) => DeviceId.startsWith('visit_2'));
  expect(long).toEqual(long.toSorted((a, b) => a.SampleTime.localeCompare(b.SampleTime)));
});

it('takes silence for a refusal of those it was about, and does not ask for ever', async () => {
  silent = Number.POSITIVE_INFINITY;
  const sightings = Array.from({ length: 30 }, (_, visit) => sightingsOf(visit, 5)).flat();
  expect(await evaluate(sightings)).toEqual(sightings);
  const asked = new Set(calls.flat().map(({ DeviceId }) => DeviceId));
  // One call after the other, the last of them would never have been asked before the time was up.
  expect(asked.size).toBe(30);
});
