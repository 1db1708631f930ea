import { encode } from '@here/flexpolyline';
import type { Route } from '../town/find-route.ts';
import { straightRoute } from '../town/straight-route.ts';
import type { Town } from '../town/town.ts';
import type { Emulator, World } from './emulator.ts';
import { readOptionalText, readPosition, type Structure } from './read-input.ts';
import { recordedRoute } from './recorded-routes.ts';
import { jsonReply, readRestCall, refuseRest } from './rest-json.ts';

/** Amazon Location Routes: along the streets in the town, elsewhere on Earth straight at a plausible speed. */
export function createGeoRoutes(world: World, town: Town): Emulator {
  return {
    service: 'geo-routes',
    signingNames: ['geo-routes'],
    parse: (request) =>
      readRestCall([{ method: 'POST', path: '/v2/routes', operation: 'CalculateRoutes' }], request),
    handle: ({ input }) =>
      jsonReply(calculateRoutes(world, town, input), { 'x-amz-geo-pricing-bucket': 'Core' }),
    refuse: refuseRest,
  };
}

function calculateRoutes(world: World, town: Town, input: Structure): unknown {
  const [from, to] = [toPlace(input, 'Origin'), toPlace(input, 'Destination')];
  const format =
    readOptionalText(input, 'LegGeometryFormat', /^(FlexiblePolyline|Simple)$/) ?? 'FlexiblePolyline';
  const inTown = town.contains(from) && town.contains(to);
  const route = recordedRoute(world, from, to) ?? (inTown ? town.route(from, to) : straightRoute(from, to));
  const leg = {
    Type: 'Vehicle',
    TravelMode: 'Car',
    Geometry: geometryOf(route, format),
    VehicleLegDetails: legDetails(world, route, input),
  };
  const labels = route.stretches.filter(({ street }) => street !== '').sort((a, b) => b.meters - a.meters);
  return {
    LegGeometryFormat: format,
    Notices: [],
    Routes: [
      {
        Legs: [leg],
        MajorRoadLabels: labels
          .slice(0, 2)
          .map(({ street }) => ({ RoadName: { Language: 'en', Value: street } })),
        Summary: totals(route),
      },
    ],
  };
}

function legDetails(world: World, route: Route, input: Structure): unknown {
  const at = (seconds: number) => new Date(world.now() + seconds * 1000).toISOString();
  const [first, last] = [route.places[0], route.places.at(-1)];
  return {
    Departure: {
      Place: { Position: [first?.lng, first?.lat], OriginalPosition: input['Origin'] },
      Time: at(0),
    },
    Arrival: {
      Place: { Position: [last?.lng, last?.lat], OriginalPosition: input['Destination'] },
      Time: at(route.seconds),
    },
    Spans: spansOf(route, wanted(input, 'SpanAdditionalFeatures')),
    ...(wanted(input, 'LegAdditionalFeatures').includes('Summary')
      ? { Summary: { Overview: totals(route) } }
      : {}),
    AfterTravelSteps: [],
    Incidents: [],
    Notices: [],
    PassThroughWaypoints: [],
    Tolls: [],
    TollSystems: [],
    TravelSteps: [],
    TruckRoadTypes: [],
    Zones: [],
  };
}

function spansOf(route: Route, features: readonly unknown[]): unknown[] {
  if (features.length === 0) return [];
  return route.stretches.map(({ street, offset, meters, seconds }) => ({
    GeometryOffset: offset,
    ...(features.includes('Names') ? { Names: street ? [{ Language: 'en', Value: street }] : [] } : {}),
    ...(features.includes('Distance') ? { Distance: Math.round(meters) } : {}),
    ...(features.includes('Duration') ? { Duration: Math.round(seconds) } : {}),
  }));
}

function geometryOf({ places }: Route, format: string): unknown {
  if (format === 'Simple') return { LineString: places.map(({ lat, lng }) => [lng, lat]) };
  return { Polyline: encode({ polyline: places.map(({ lat, lng }) => [lat, lng]), precision: 6 }) };
}

const totals = ({ meters, seconds }: Route) => ({
  Distance: Math.round(meters),
  Duration: Math.round(seconds),
});

function toPlace(input: Structure, name: string) {
  const [lng, lat] = readPosition(input[name], name);
  return { lat, lng };
}

function wanted(input: Structure, name: string): readonly unknown[] {
  return Array.isArray(input[name]) ? input[name] : [];
}
