import { seededRandom } from '../local/town/randomness.ts';

/** What is left to chance in one request: the same seed, the same draws. */
export interface Chance {
  /** True so often. @param share from 0 to 1 */
  readonly is: (share: number) => boolean;
  readonly of: <T>(things: readonly [T, ...T[]]) => T;
  /** One of them; undefined of none. */
  readonly any: <T>(things: readonly T[]) => T | undefined;
  /** @returns a whole number from 0 up to, not including, the limit */
  readonly below: (limit: number) => number;
}

export function chanceOf(seed: number): Chance {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const any = <T>(things: readonly T[]): T | undefined => things[below(things.length)];
  return { is: (share) => random() < share, of: (things) => any(things) as never, any, below };
}
