import { shuffled } from './randomness.ts';

const MAIN_WEST_EAST = ['Mission Blvd', 'Main St', 'Orchard Blvd'];
const MAIN_SOUTH_NORTH = ['Station Ave', 'University Ave', 'Harvest Ave'];
const TREES = (
  'Willow Alder Aspen Birch Cedar Cherry Chestnut Cypress Elm Fir Hazel Hickory Juniper Laurel Linden Locust Magnolia ' +
  'Maple Mulberry Oak Olive Pecan Pine Poplar Redwood Rowan Sequoia Spruce Sycamore Walnut'
).split(' ');
const PEOPLE = (
  'Adams Baker Carver Curie Darwin Douglass Earhart Edison Franklin Galileo Goodall Hopper Hubble Jefferson Kepler ' +
  'Lincoln Lovelace Madison Mendel Newton Noether Pasteur Sagan Somerville Tubman Turing Watt Wright Anning Banneker'
).split(' ');

/** Names for the streets of one direction: main roads by their order, the others drawn. Every name is unique. */
export function nameStreets(
  direction: 'west-east' | 'south-north',
  main: readonly boolean[],
  random: () => number,
): string[] {
  const [mainNames, words, endings] =
    direction === 'west-east'
      ? ([MAIN_WEST_EAST, TREES, ['Ln', 'Dr', 'Ct']] as const)
      : ([MAIN_SOUTH_NORTH, PEOPLE, ['St', 'Way', 'Pl']] as const);
  const bigNames = [...mainNames];
  const names = shuffled(words, random).map((word) => {
    const ending = word === 'Willow' ? 'Ln' : endings[Math.floor(random() * endings.length)];
    return `${word} ${ending}`;
  });
  return main.map((isMain) => (isMain ? bigNames.shift() : names.shift()) ?? 'Nameless Rd');
}
