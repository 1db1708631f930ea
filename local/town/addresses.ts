import { type Block, type Network, pointAt } from './network.ts';
import { between, type Place, toPlace } from './plane.ts';

/** A house of the town. */
export interface Address {
  readonly number: number;
  readonly street: string;
  /** `48 Willow Ln` */
  readonly line: string;
  /** The house itself, some metres off the street. */
  readonly place: Place;
}

const HOUSES_PER_SIDE = 10;
const METERS_OFF_STREET = 14;
const ENDINGS: Readonly<Record<string, string>> = {
  lane: 'ln',
  drive: 'dr',
  court: 'ct',
  street: 'st',
  place: 'pl',
  avenue: 'ave',
  boulevard: 'blvd',
};

/**
 * Finds a house by `number street`, with or without the town behind a comma, in any case and with the street's
 * ending in full or short. @returns undefined for what is not in the town: an unknown address stays unknown.
 */
export function findAddress(network: Network, line: string): Address | undefined {
  const [first = '', ...rest] = line.split(',').map((part) => normal(part));
  if (rest[0] !== undefined && !rest[0].startsWith('fairfield junction')) return undefined;
  const [, number, name] = /^(\d{1,4}) (.+)$/.exec(first) ?? [];
  const street = network.streets.findIndex((one) => normal(one.name) === name);
  return street < 0 ? undefined : houseOf(network, street, Number(number));
}

/** What an address that was begun may be: a house of a street, or a street where no number is given. */
export interface Completion {
  readonly street: string;
  readonly number?: number;
}

/** The streets that a text is the beginning of, in their order, with the house where it begins with a number they have. */
export function completeAddress(network: Network, text: string): Completion[] {
  const [, digits, begun = ''] = /^(?:(\d{1,4})\s+)?(.*)$/.exec(text.trim().toLowerCase()) ?? [];
  const name = begun.split(',')[0]?.trim() ?? '';
  if (name === '') return [];
  return network.streets.flatMap(({ name: street }, index) => {
    if (!street.toLowerCase().startsWith(name) && !normal(street).startsWith(normal(name))) return [];
    if (digits === undefined) return [{ street }];
    const house = houseOf(network, index, Number(digits));
    return house ? [{ street, number: house.number }] : [];
  });
}

/** All houses of a block, both sides. */
export function housesOf(network: Network, block: Block): Address[] {
  const first = 2 * (block.index * HOUSES_PER_SIDE + 1);
  return Array.from({ length: 2 * HOUSES_PER_SIDE }, (_, n) => placeHouse(network, block, first + n));
}

/** Even numbers on the right, odd ones on the left, two for every 20 m from the street's west or south end. */
function houseOf(network: Network, street: number, number: number): Address | undefined {
  const index = Math.floor((Math.floor(number / 2) - 1) / HOUSES_PER_SIDE);
  const block = network.blocks.find((one) => one.street === street && one.index === index);
  return block ? placeHouse(network, block, number) : undefined;
}

function placeHouse(network: Network, block: Block, number: number): Address {
  const [a, b] = [pointAt(network.crossings, block.from), pointAt(network.crossings, block.to)];
  const slot = (Math.floor(number / 2) - 1) % HOUSES_PER_SIDE;
  const kerb = between(a, b, (slot + 0.5) / HOUSES_PER_SIDE);
  const side = (number % 2 === 0 ? METERS_OFF_STREET : -METERS_OFF_STREET) / block.meters;
  const point = { x: kerb.x + (b.y - a.y) * side, y: kerb.y - (b.x - a.x) * side };
  const street = network.streets[block.street]?.name ?? '';
  return { number, street, line: `${number} ${street}`, place: toPlace(point) };
}

function normal(text: string): string {
  const words = text.trim().toLowerCase().replaceAll('.', '').split(/\s+/);
  return words.map((word, n) => (n === words.length - 1 ? (ENDINGS[word] ?? word) : word)).join(' ');
}
