import { straightRoute } from '../../local/town/straight-route.ts';
import { concludeStep } from '../../shared/tracking/conclude-step.ts';
import { advance, type DriveToSite, newDrive } from '../../shared/tracking/drive-state.ts';
import type { LatLng } from '../../shared/tracking/fix.ts';
import { alongMeters, distanceMeters, type Line, toPosition } from '../../shared/tracking/geometry.ts';
import { type Surroundings, withEstimate } from '../../shared/tracking/keep-estimate.ts';
import { type LiveView, liveView } from '../../shared/tracking/live.ts';
import { publicDrive } from '../../shared/tracking/public-drive.ts';
import type { Upload } from './simulated-location.ts';

/** @param now epoch ms */
type FindRoute = (
  ...from: [...Parameters<Surroundings['findRoute']>, now: number]
) => ReturnType<Surroundings['findRoute']>;

/** A look at the arrival time as the page shows it. */
export interface EtaSeen {
  /** Epoch ms. */
  readonly at: number;
  readonly eta: LiveView['eta'];
  /** How often Routes has answered. */
  readonly routes: number;
}

/** What the public sees of the arrival time after each upload until the arrival. One without fixes is only a look. */
export async function etasSeen(
  drive: DriveToSite,
  uploads: readonly Upload[],
  findRoute: FindRoute,
  watched = false,
): Promise<EtaSeen[]> {
  let state = newDrive(drive, 'member_1');
  const seen: EtaSeen[] = [];
  for (const { receivedAt, fixes } of uploads) {
    if (fixes.length > 0) {
      // Amazon Location is out of order: what is shown does not wait for it.
      const { state: after, evidence } = concludeStep(
        state,
        advance(state, fixes, drive, receivedAt),
        true,
        receivedAt,
      );
      if (evidence) break;
      state = await withEstimate(after, state, drive, receivedAt, {
        isWatched: async () => watched,
        findRoute: (from, to) => findRoute(from, to, receivedAt),
      });
    }
    const { eta } = liveView(publicDrive(state, receivedAt), receivedAt);
    seen.push({ at: receivedAt, eta, routes: state.asks.answered });
  }
  return seen;
}

/** The way as Routes answers where it knows no street: straight, at a plausible speed. */
export const straightWay: FindRoute = async (from, to) => {
  const { places, times, meters } = straightRoute(from, to);
  return { line: places.map(toPosition), seconds: times, meters };
};

/** The same with what another service answered at the time: its seconds and metres, and a straight line for a road. */
export const straightWayAs =
  (
    answers: readonly { readonly at: number; readonly seconds: number; readonly meters: number }[],
  ): FindRoute =>
  async (from, to, now) => {
    const answer = answers.findLast(({ at }) => at <= now);
    if (!answer) return undefined;
    const { places, times, seconds } = straightRoute(from, to);
    const slower = answer.seconds / Math.max(1, seconds);
    return {
      line: places.map(toPosition),
      seconds: times.map((time) => time * slower),
      meters: answer.meters,
    };
  };

/**
 * The road that was driven, from the place on it nearest to where the van is, at an even pace: a router that knows
 * the streets and the time the whole takes, but no traffic light.
 * @param seconds the time the router thinks the whole takes
 */
export function drivenRoad(driven: readonly LatLng[], seconds: number): FindRoute {
  const pace = seconds / (alongMeters(driven.map(toPosition)).at(-1) ?? 1);
  return async (from, to) => {
    const away = driven.map((place) => distanceMeters(place, from));
    const ahead = driven.slice(away.indexOf(Math.min(...away)) + 1);
    const line: Line = [from, ...ahead, to].map(toPosition);
    const along = alongMeters(line);
    return { line, seconds: along.map((meters) => meters * pace), meters: along.at(-1) ?? 0 };
  };
}
