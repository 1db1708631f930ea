import { instant } from '../kernel/time.ts';
import { type DriveState, isOffRoute } from './drive-state.ts';
import { type Line, simplified, toPosition } from './geometry.ts';
import type { LiveItem, LivePosition, LiveRoute } from './live.ts';
import { encodeLine, lineAhead, measure, streetsAhead } from './route.ts';
import { isHidden } from './trail.ts';

/** The live item stays under 4 KB, so that a reader pays half a unit; the route is drawn as coarsely as it takes. */
const ROUTE_BYTES = 2000;
const FINEST_METERS = 5;

/**
 * What the public may see of a drive: where the van is, the way ahead, a little of the way behind, when it will
 * be there. Near where the drive began only the latter.
 * @param now epoch ms
 */
export function publicDrive(state: DriveState, now: number): LiveItem {
  const { last, eta } = state;
  const position = last && !isHidden(state.began, last) ? toPublic(last) : undefined;
  const route = position && routeAhead(state);
  const trail = position && state.trail.length > 1 ? state.trail.map(toPosition) : undefined;
  return {
    visitId: state.visitId,
    trip: state.trip,
    ...(last && { at: instant(last.at) }),
    ...(position && { position }),
    ...(route && { route }),
    ...(trail && { trail: { polyline: encodeLine(trail) } }),
    ...(eta && {
      eta: {
        arrivesAt: instant(Math.round(eta.arrivesAt)),
        distanceMeters: eta.meters,
        computedAt: instant(eta.asOf),
      },
    }),
    updatedAt: instant(now),
  };
}

const toPublic = (fix: NonNullable<DriveState['last']>): LivePosition => ({
  lat: fix.lat,
  lng: fix.lng,
  at: instant(fix.at),
  ...(fix.heading !== undefined && { heading: fix.heading }),
  ...(fix.accuracy !== undefined && { accuracy: fix.accuracy }),
});

/** The way ahead of the newest fix, for whoever drives it: from its very beginning on. */
export function routeAhead(state: DriveState): LiveRoute | undefined {
  const line = routeLine(state);
  return line && { polyline: drawn(line), ...named(state) };
}

function routeLine(state: DriveState): Line | undefined {
  if (!state.route || isOffRoute(state)) return undefined;
  return lineAhead(measure(state.route), state.along);
}

/** As many streets ahead as are drawn: the item has to stay small. */
const MOST_NAMES = 10;

function named({ route, along }: DriveState) {
  const names = route ? streetsAhead(route, along).slice(0, MOST_NAMES) : [];
  return names.length > 0 ? { names } : {};
}

/** Coarser and coarser until it fits. */
function drawn(line: Line): string {
  for (let meters = FINEST_METERS; ; meters *= 2) {
    const encoded = encodeLine(simplified(line, meters));
    if (encoded.length <= ROUTE_BYTES) return encoded;
  }
}
