import { type Address, type Completion, completeAddress, findAddress, housesOf } from './addresses.ts';
import { findRoute, nearestStreet, type Route } from './find-route.ts';
import { buildNetwork, type Network } from './network.ts';
import { metersBetween, type Place, toPoint } from './plane.ts';
import { seededRandom } from './randomness.ts';

/** The generated town, everything about it reproducible from its seed. */
export interface Town {
  readonly name: string;
  readonly region: string;
  readonly postalCode: string;
  readonly timeZone: string;
  readonly network: Network;
  /** Whether a place lies in the town or its outskirts, where its streets are used. */
  contains(place: Place): boolean;
  /** @returns undefined for an address the town does not have. */
  findAddress(line: string): Address | undefined;
  /** Houses and streets that a text is the beginning of. */
  complete(text: string): Completion[];
  /** The quickest drive along the streets. */
  route(origin: Place, destination: Place): Route;
  nearestStreet(place: Place): { street: string; place: Place };
  /** Houses a straight distance from a place, in an order that looks random but is not. */
  housesAround(place: Place, minMeters: number, maxMeters: number): Address[];
}

const OUTSKIRTS_METERS = 400;

/** @param seed another number, another town; the demo, the tests and the map use the default. */
export function createTown(seed = 1): Town {
  const network = buildNetwork(seed);
  const east = Math.max(...network.crossings.map(({ x }) => x)) + OUTSKIRTS_METERS;
  const north = Math.max(...network.crossings.map(({ y }) => y)) + OUTSKIRTS_METERS;
  return {
    name: 'Fairfield Junction',
    region: 'CA',
    postalCode: '95699',
    timeZone: 'America/Los_Angeles',
    network,
    contains(place) {
      const { x, y } = toPoint(place);
      return Math.abs(x) <= east && Math.abs(y) <= north;
    },
    findAddress: (line) => findAddress(network, line),
    complete: (text) => completeAddress(network, text),
    route: (origin, destination) => findRoute(network, origin, destination),
    nearestStreet: (place) => nearestStreet(network, place),
    housesAround: (place, min, max) => housesAround(network, place, min, max),
  };
}

function housesAround(network: Network, place: Place, min: number, max: number): Address[] {
  const random = seededRandom(Math.round(place.lat * 1e5) ^ Math.round(place.lng * 1e5));
  return network.blocks
    .flatMap((block) => housesOf(network, block).filter(() => random() < 0.05))
    .filter((house) => {
      const away = metersBetween(place, house.place);
      return away >= min && away <= max;
    })
    .map((house) => ({ house, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ house }) => house);
}
