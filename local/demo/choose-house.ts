import type { Address } from '../town/addresses.ts';
import { metersBetween, type Place } from '../town/plane.ts';
import type { Town } from '../town/town.ts';

/** Enough to choose from; looking at every house of the town would take a second. */
const ENOUGH = 8;

/**
 * A house whose drive from here takes about so long; of several the one farthest away, so that there is something
 * to see on the map. @param seconds at least and at most @param pick where to begin looking, so that visits differ
 */
export function chooseHouse(
  town: Town,
  from: Place,
  seconds: readonly [number, number],
  pick: number,
): Address {
  const [shortest, longest] = seconds;
  const near = town.housesAround(from, shortest * 3, longest * 14);
  const begin = pick % Math.max(1, near.length);
  const suitable: Address[] = [];
  for (const house of [...near.slice(begin), ...near.slice(0, begin)]) {
    const drive = town.route(from, house.place).seconds;
    if (drive >= shortest && drive <= longest) suitable.push(house);
    if (suitable.length === ENOUGH) break;
  }
  const away = (house: Address) => metersBetween(from, house.place);
  const house = suitable.sort((a, b) => away(b) - away(a))[0] ?? near[0];
  if (!house) throw new Error('no house in reach');
  return house;
}
