import type { Moment } from './way.ts';

/** The circle around an address, 300 ft. */
export const CIRCLE_METERS = 91.44;
/** A vehicle this slow has come to stay, metres a second; so has one that was inside this long and is no faster. */
const SLOW_MPS = 4;
const STAY_MS = 20_000;
const THROUGH_MPS = 8;

/** A time at the site, epoch ms: there is one arrival to be told of each. */
export interface Stay {
  /** When the circle was entered. */
  readonly enteredAt: number;
  /** When it had become an arrival. */
  readonly arrivedAt: number;
  readonly leftAt: number;
}

/** What an onlooker who knows where the phone truly is would call arrivals. */
export function staysOf(moments: readonly Moment[]): Stay[] {
  const stays: Stay[] = [];
  let inside: Moment[] = [];
  const close = () => {
    const arrival = inside.find(isArrival);
    const [first, last] = [inside[0], inside.at(-1)];
    if (arrival && first && last) stays.push({ enteredAt: first.at, arrivedAt: arrival.at, leftAt: last.at });
    inside = [];
  };
  const isArrival = ({ at, speed }: Moment) =>
    speed <= SLOW_MPS || (at - (inside[0]?.at ?? at) >= STAY_MS && speed <= THROUGH_MPS);
  for (const moment of moments) {
    if (Math.hypot(moment.x, moment.y) <= CIRCLE_METERS) inside.push(moment);
    else close();
  }
  close();
  return stays;
}
