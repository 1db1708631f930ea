import { SECOND } from '../kernel/time.ts';
import { isFollowable, type MeasuredRoute, secondsAt, wholeSeconds } from './route.ts';

/** How a drive has gone against what Routes foretold, summed over the stretches that lie behind. Seconds. */
export interface Pace {
  readonly took: number;
  readonly foretold: number;
}

export const NO_PACE: Pace = { took: 0, foretold: 0 };

/** What is foretold weighs as much as so many seconds of driving: a short drive has not yet shown anything. */
const TRUST_SECONDS = 10 * 60;
/** A van that stands, or a router that knows no traffic, says no more about the road ahead than this. */
const MOST = 1.5;

/**
 * By how much the rest of the drive is to be stretched: actual over foretold time, drawn towards 1 as a mean is
 * towards its prior, the more the shorter the drive has lasted. Between 1/1.5 and 1.5.
 */
export function paceFactor({ took, foretold }: Pace): number {
  const factor = (TRUST_SECONDS + took) / (TRUST_SECONDS + foretold);
  return Math.min(MOST, Math.max(1 / MOST, factor));
}

/** The place reached on a route, in metres along it, and when; how long the van stood at its start. Epoch ms. */
interface Reached {
  readonly along: number;
  readonly at: number;
  readonly leftAt?: number | undefined;
}

/** The pace with the stretch driven on a route so far. Standing before setting off on it is no pace. */
export function paceOnRoute(pace: Pace, route: MeasuredRoute, { along, at, leftAt = 0 }: Reached): Pace {
  const since = Math.max(route.startedAt, leftAt);
  return {
    took: pace.took + Math.max(0, (at - since) / SECOND),
    foretold: pace.foretold + secondsAt(route, along),
  };
}

/**
 * The pace once a route has been given up for the next: by the place last reached on it, and where its line could
 * not be followed by how much shorter the next answer is.
 * @param reached where the van was last on the old route, if ever
 */
export function paceAfter(
  pace: Pace,
  route: MeasuredRoute,
  reached: Reached | undefined,
  next: { readonly seconds: readonly number[]; readonly at: number },
): Pace {
  if (isFollowable(route)) {
    return reached ? paceOnRoute(pace, route, reached) : pace;
  }
  const gone = Math.max(0, wholeSeconds(route) - wholeSeconds(next));
  return { took: pace.took + (next.at - route.startedAt) / SECOND, foretold: pace.foretold + gone };
}
