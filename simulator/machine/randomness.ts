import { createHash } from 'node:crypto';

/** Chance that repeats itself: the same seed and name, the same numbers in the same order. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  /** True as often as told: 0 never, 1 always. */
  hits(probability: number): boolean;
  /** A whole number, ends included. */
  whole(low: number, high: number): number;
  /** From `low` to below `high`. */
  between(low: number, high: number): number;
  one<T>(of: readonly T[]): T;
  bytes(count: number): Buffer;
}

/**
 * A source of chance of its own for everything that is left to it, so that a world with one fault less goes on as
 * before until it would have met it.
 * @param name what it decides
 */
export function chanceOf(seed: number, name: string): Chance {
  const next = sfc32(createHash('sha256').update(`${seed} ${name}`).digest());
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    hits: (probability) => probability > 0 && next() < probability,
    whole,
    between: (low, high) => low + next() * (high - low),
    one<T>(of: readonly T[]): T {
      const found = of[whole(0, of.length - 1)];
      if (found === undefined) throw new Error('There is nothing to choose from.');
      return found;
    },
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => whole(0, 255))),
  };
}

/** Chris Doty-Humphrey's small fast counter generator, 128 bits of state (PractRand). */
function sfc32(seed: Buffer): () => number {
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => seed.readInt32LE(at)) as [
    number,
    number,
    number,
    number,
  ];
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
}
