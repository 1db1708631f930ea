import { GeocodeCommand, GeoPlacesClient } from '@aws-sdk/client-geo-places';
import { CalculateRoutesCommand, GeoRoutesClient } from '@aws-sdk/client-geo-routes';
import { decode } from '@here/flexpolyline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGeoPlaces } from '../../../local/emulators/geo-places.ts';
import { createGeoRoutes } from '../../../local/emulators/geo-routes.ts';
import { createTown } from '../../../local/town/town.ts';
import { createWorld, type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';

const world = createWorld();
const town = createTown();
const here = town.findAddress('48 Willow Ln')?.place ?? { lat: 0, lng: 0 };
const there = town.housesAround(here, 2000, 3000)[0]?.place ?? here;
let served: ServedEmulators;
let routes: GeoRoutesClient;
let places: GeoPlacesClient;

beforeAll(async () => {
  served = await serveEmulators(createGeoRoutes(world, town), createGeoPlaces(world, town));
  routes = new GeoRoutesClient(served.client);
  places = new GeoPlacesClient(served.client);
});
afterAll(() => served.stop());

describe('CalculateRoutes', () => {
  it('answers with a polyline along named streets', async () => {
    const { Routes, PricingBucket } = await routes.send(
      new CalculateRoutesCommand({
        Origin: [here.lng, here.lat],
        Destination: [there.lng, there.lat],
        DepartNow: true,
        LegGeometryFormat: 'FlexiblePolyline',
        SpanAdditionalFeatures: ['Names'],
      }),
    );
    const route = town.route(here, there);
    const leg = Routes?.[0]?.Legs?.[0];
    expect(PricingBucket).toBe('Core');
    expect(Routes?.[0]?.Summary).toEqual({
      Distance: Math.round(route.meters),
      Duration: Math.round(route.seconds),
    });
    const { polyline } = decode(leg?.Geometry?.Polyline ?? '');
    expect(polyline).toHaveLength(route.places.length);
    expect(polyline.at(-1)?.[0]).toBeCloseTo(route.places.at(-1)?.lat ?? 0, 5);
    const names = leg?.VehicleLegDetails?.Spans?.map(({ Names }) => Names?.[0]?.Value);
    expect(names).toEqual(route.stretches.map(({ street }) => street));
  });

  it('answers anywhere on Earth', async () => {
    const input = {
      Origin: [-122.068, 37.345],
      Destination: [-122.022, 37.405],
      LegGeometryFormat: 'Simple',
    } as const;
    const { Routes } = await routes.send(
      new CalculateRoutesCommand({
        ...input,
        Origin: [...input.Origin],
        Destination: [...input.Destination],
      }),
    );
    expect(Routes?.[0]?.Legs?.[0]?.Geometry?.LineString?.at(-1)).toEqual(input.Destination);
  });

  it('finds no way when a fault takes it away, which is an answer like any other', async () => {
    world.faults.add({ service: 'geo-routes', kind: 'no-route', when: 'before', times: 1 });
    const ask = () => routes.send(new CalculateRoutesCommand({ Origin: [0, 1], Destination: [0, 2] }));
    expect(await ask()).toMatchObject({ Routes: [], Notices: [{ Code: 'Other' }] });
    expect((await ask()).Routes).toHaveLength(1);
  });

  it('refuses a latitude of 91', async () => {
    const refused = routes.send(new CalculateRoutesCommand({ Origin: [0, 91], Destination: [0, 0] }));
    await expect(refused).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('Geocode', () => {
  const geocode = (QueryText: string) =>
    places.send(new GeocodeCommand({ QueryText, IntendedUse: 'Storage', AdditionalFeatures: ['TimeZone'] }));

  it('knows the houses of the town', async () => {
    const { ResultItems, PricingBucket } = await geocode('48 Willow Ln');
    expect(PricingBucket).toBe('Stored');
    expect(ResultItems).toMatchObject([
      {
        PlaceType: 'PointAddress',
        Position: [here.lng, here.lat],
        Address: { AddressNumber: '48', Street: 'Willow Ln' },
        TimeZone: { Name: 'America/Los_Angeles' },
      },
    ]);
  });

  it.each([
    [{ QueryText: 'x'.repeat(200), MaxResults: 100 }, true],
    [{ QueryText: 'x'.repeat(201) }, false],
    [{ QueryText: 'x', MaxResults: 0 }, false],
    [{ QueryText: 'x', MaxResults: 101 }, false],
  ])('holds to its limits', async (input, taken) => {
    const answer = places.send(new GeocodeCommand(input));
    if (taken) expect((await answer).ResultItems).toEqual([]);
    else await expect(answer).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('knows nothing else', async () => {
    expect((await geocode('1 Infinite Loop, Cupertino')).ResultItems).toEqual([]);
  });
});
