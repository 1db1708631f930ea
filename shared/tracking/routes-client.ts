import {
  CalculateRoutesCommand,
  GeoRoutesClient,
  type Route,
  type RouteVehicleSpan,
} from '@aws-sdk/client-geo-routes';
import flexible from '@here/flexpolyline';
import { log } from '../kernel/log.ts';
import type { LatLng } from './fix.ts';
import { alongMeters, type Line, toPosition } from './geometry.ts';
import type { FoundRoute, StreetOnRoute } from './route.ts';

/** A late arrival time is no better than none: the next fix asks again. */
const client = new GeoRoutesClient({
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 1500, throwOnRequestTimeout: true },
});

/**
 * The way from here to there with the traffic of this moment.
 * @returns `none` when there is no way to drive, undefined when it cannot be had now
 */
export async function findRoute(from: LatLng, to: LatLng): Promise<FoundRoute | 'none' | undefined> {
  try {
    const { Routes } = await client.send(
      new CalculateRoutesCommand({
        Origin: toPosition(from),
        Destination: toPosition(to),
        DepartNow: true,
        TravelMode: 'Car',
        LegGeometryFormat: 'FlexiblePolyline',
        SpanAdditionalFeatures: ['Duration', 'Names'],
      }),
    );
    return toRoute(Routes?.[0]) ?? 'none';
  } catch (error) {
    log.warn('no route for now', error as Error);
    return undefined;
  }
}

function toRoute(route: Route | undefined): FoundRoute | undefined {
  const line: (readonly [number, number])[] = [];
  const pieces: Piece[] = [];
  for (const leg of route?.Legs ?? []) {
    const spans = leg.VehicleLegDetails?.Spans ?? [];
    pieces.push(...spans.map((span) => toPiece(span, line.length)));
    const { polyline } = flexible.decode(leg.Geometry?.Polyline ?? '');
    line.push(...polyline.map(([lat = 0, lng = 0]) => [lng, lat] as const));
  }
  if (line.length < 2) return undefined;
  const { Distance: meters = 0, Duration: total = 0 } = route?.Summary ?? {};
  const told = pieces.length > 0 && pieces.every(({ seconds }) => seconds !== undefined);
  const whole = { from: 0, seconds: total, name: undefined };
  return { line, seconds: timing(line, told ? pieces : [whole]), meters, names: namesAlong(line, pieces) };
}

/** A stretch of the line, from one of its points to the next piece's, and the time it takes. */
interface Piece {
  readonly from: number;
  readonly seconds: number | undefined;
  readonly name: string | undefined;
}

const toPiece = ({ GeometryOffset = 0, Duration, Names }: RouteVehicleSpan, before: number): Piece => ({
  from: before + GeometryOffset,
  seconds: Duration,
  name: Names?.[0]?.Value,
});

/** Where along the line each street begins; a stretch without a name ends the one before. */
function namesAlong(line: Line, pieces: readonly Piece[]): StreetOnRoute[] {
  const along = alongMeters(line);
  return pieces.flatMap(({ from, name = '' }, index) =>
    name === (pieces[index - 1]?.name ?? '') && index > 0
      ? []
      : [{ name, meters: Math.round(along[from] ?? 0) }],
  );
}

/** Seconds to each point of the line; within a piece, evenly over the way. */
function timing(line: Line, pieces: readonly Piece[]): number[] {
  const along = alongMeters(line);
  const times = line.map(() => 0);
  let before = 0;
  pieces.forEach(({ from, seconds = 0 }, index) => {
    const to = pieces[index + 1]?.from ?? line.length - 1;
    const [start = 0, end = 0] = [along[from], along[to]];
    for (let point = from; point <= to; point++) {
      const share = end > start ? ((along[point] ?? 0) - start) / (end - start) : 1;
      times[point] = before + share * seconds;
    }
    before += seconds;
  });
  return times;
}
