import { encode } from '@here/flexpolyline';
import * as z from 'zod/mini';
import type { Route } from '../town/find-route.ts';
import { straightRoute } from '../town/straight-route.ts';
import type { Town } from '../town/town.ts';
import type { Emulator, World } from './emulator.ts';
import { operation, POSITION } from './operation.ts';
import { recordedRoute } from './recorded-routes.ts';
import { createRestEmulator, refuseGeo } from './rest-json.ts';

const SPAN_FEATURES = ['Distance', 'Duration', 'Names'] as const;
const REQUEST = z.strictObject({
  Origin: POSITION,
  Destination: POSITION,
  DepartNow: z.optional(z.boolean()),
  TravelMode: z.optional(z.enum(['Car'])),
  LegGeometryFormat: z._default(z.enum(['FlexiblePolyline', 'Simple']), 'FlexiblePolyline'),
  LegAdditionalFeatures: z._default(z.array(z.enum(['Summary'])), []),
  SpanAdditionalFeatures: z._default(z.array(z.enum(SPAN_FEATURES)), []),
});
type Request = z.output<typeof REQUEST>;

/** Amazon Location Routes: along the streets in the town, elsewhere on Earth straight at a plausible speed. */
export function createGeoRoutes(world: World, town: Town): Emulator {
  return createRestEmulator({
    service: 'geo-routes',
    signingNames: ['geo-routes'],
    operations: {
      CalculateRoutes: {
        method: 'POST',
        path: '/v2/routes',
        headers: () => ({ 'x-amz-geo-pricing-bucket': 'Core' }),
        ...operation(REQUEST, (input) => calculateRoutes(world, town, input)),
      },
    },
    refuse: refuseGeo,
  });
}

function calculateRoutes(world: World, town: Town, input: Request): unknown {
  const format = input.LegGeometryFormat;
  if (world.faults.meet('geo-routes', 'CalculateRoutes', ['no-route']))
    return { LegGeometryFormat: format, Notices: [{ Code: 'Other' }], Routes: [] };
  const [from, to] = [toPlace(input.Origin), toPlace(input.Destination)];
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

function legDetails(world: World, route: Route, input: Request): unknown {
  const at = (seconds: number) => new Date(world.now() + seconds * 1000).toISOString();
  const [first, last] = [route.places[0], route.places.at(-1)];
  return {
    Departure: {
      Place: { Position: [first?.lng, first?.lat], OriginalPosition: input.Origin },
      Time: at(0),
    },
    Arrival: {
      Place: { Position: [last?.lng, last?.lat], OriginalPosition: input.Destination },
      Time: at(route.seconds),
    },
    Spans: spansOf(route, input.SpanAdditionalFeatures),
    ...(input.LegAdditionalFeatures.includes('Summary') ? { Summary: { Overview: totals(route) } } : {}),
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

function spansOf(route: Route, features: Request['SpanAdditionalFeatures']): unknown[] {
  if (features.length === 0) return [];
  return route.stretches.map(({ street, offset, meters, seconds }) => ({
    GeometryOffset: offset,
    ...(features.includes('Names') ? { Names: street ? [{ Language: 'en', Value: street }] : [] } : {}),
    ...(features.includes('Distance') ? { Distance: Math.round(meters) } : {}),
    ...(features.includes('Duration') ? { Duration: Math.round(seconds) } : {}),
  }));
}

function geometryOf({ places }: Route, format: Request['LegGeometryFormat']): unknown {
  if (format === 'Simple') return { LineString: places.map(({ lat, lng }) => [lng, lat]) };
  return { Polyline: encode({ polyline: places.map(({ lat, lng }) => [lat, lng]), precision: 6 }) };
}

const totals = ({ meters, seconds }: Route) => ({
  Distance: Math.round(meters),
  Duration: Math.round(seconds),
});

const toPlace = ([lng, lat]: Request['Origin']) => ({ lat, lng });
