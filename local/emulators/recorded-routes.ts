import * as z from 'zod/mini';
import type { Route } from '../town/find-route.ts';
import { metersBetween, type Place } from '../town/plane.ts';
import { straightRoute } from '../town/straight-route.ts';
import type { World } from './emulator.ts';

/** The answers for a place as they are kept. */
export const RECORDED_ROUTES_ROW = z.object({
  destination: z.object({ lat: z.number(), lng: z.number() }),
  /** In the order of their times. */
  answers: z.readonly(z.array(z.object({ at: z.number(), seconds: z.number(), meters: z.number() }))),
});
type RecordedRoutes = Readonly<z.output<typeof RECORDED_ROUTES_ROW>>;

/** What another routing service said at a moment (epoch ms) of the rest of a drive. */
export type RecordedAnswer = RecordedRoutes['answers'][number];

const COLLECTION = 'recorded-routes';
/** Asked for a place so near, it is the recorded destination that is meant. */
const SAME_PLACE_METERS = 30;

/** From now on, whoever asks for the way to this place is told what was recorded, at its time. */
export function keepRecordedRoutes({ store }: World, { destination, answers }: RecordedRoutes): void {
  const ordered = answers.toSorted((a, b) => a.at - b.at);
  store.put(COLLECTION, `${destination.lat},${destination.lng}`, { destination, answers: ordered });
}

/** The newest recorded answer for the way to a place, with a straight line for a road: only its sums are known. */
export function recordedRoute(world: World, from: Place, to: Place): Route | undefined {
  const feed = world.store
    .list<RecordedRoutes>(COLLECTION)
    .find(({ value }) => metersBetween(value.destination, to) <= SAME_PLACE_METERS);
  const answer = feed?.value.answers.findLast(({ at }) => at <= world.now());
  if (!answer) return undefined;
  const { seconds, meters } = answer;
  const line = straightRoute(from, to);
  const slower = line.seconds > 0 ? seconds / line.seconds : 1;
  return {
    places: line.places,
    times: line.times.map((time) => time * slower),
    stretches: [{ street: '', offset: 0, meters, seconds }],
    meters,
    seconds,
  };
}
