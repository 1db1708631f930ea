import type { RecordedRoute } from './recording.ts';
import type { Look } from './watch-link.ts';

/** How good the arrival times were that a link showed during one drive; all of it milliseconds. */
export interface EtaReport {
  /** How many looks found an arrival time, and how many of these a range. */
  readonly shown: number;
  readonly ranges: number;
  /** Arrival times that had passed when they were shown. */
  readonly past: number;
  /** Each arrival time against the truth: above zero when it was too late. None where the truth is not known. */
  readonly errors: readonly number[];
  /** The same of what the recording's own routing service had last answered at each of these looks. */
  readonly recordedErrors: readonly number[];
  /** How far the arrival time moved from one look to the next, at most: by itself, and with a new route. */
  readonly jump: number;
  readonly jumpWithRoute: number;
  /** How often the stack asked for a route. */
  readonly routes: number;
}

/**
 * @param insideAt when the vehicle was there: the first trustworthy fix inside the circle
 * @param routes what the recording's own routing service answered, to compare with
 */
export function judgeEtas(
  looks: readonly Look[],
  insideAt: number | undefined,
  routes: readonly RecordedRoute[] = [],
): EtaReport {
  const shown = looks.flatMap(({ arrivesAt, ...look }) =>
    arrivesAt === undefined ? [] : [{ ...look, arrivesAt }],
  );
  const jumps = shown.slice(1).map(({ arrivesAt, newRoutes }, n) => ({
    jump: Math.abs(arrivesAt - (shown[n]?.arrivesAt ?? arrivesAt)),
    newRoutes,
  }));
  const largest = (some: typeof jumps) => Math.max(0, ...some.map(({ jump }) => jump));
  return {
    shown: shown.length,
    ranges: shown.filter(({ range }) => range).length,
    past: shown.filter(({ arrivesAt, at }) => arrivesAt < at).length,
    errors: insideAt === undefined ? [] : shown.map(({ arrivesAt }) => arrivesAt - insideAt),
    recordedErrors: insideAt === undefined ? [] : recordedErrors(shown, insideAt, routes),
    jump: largest(jumps.filter(({ newRoutes }) => newRoutes === 0)),
    jumpWithRoute: largest(jumps.filter(({ newRoutes }) => newRoutes > 0)),
    routes: looks.reduce((sum, { newRoutes }) => sum + newRoutes, 0),
  };
}

function recordedErrors(
  shown: readonly { readonly at: number }[],
  insideAt: number,
  routes: readonly RecordedRoute[],
): number[] {
  return shown.flatMap((look) => {
    const newest = routes.findLast(({ at }) => at <= look.at);
    return newest ? [newest.at + newest.seconds * 1000 - insideAt] : [];
  });
}

/** The mean of what the errors are without their signs; undefined without any. */
export function meanAbsolute(errors: readonly number[]): number | undefined {
  if (errors.length === 0) return undefined;
  return errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length;
}
