import { median } from '../report/statistics.ts';

export interface CpuComparison {
  /** Milliseconds of CPU for one call, all threads of the process. */
  readonly measured: number;
  readonly floor: number;
  /** Median of the ratios block by block, so that a noisy moment counts once. */
  readonly ratio: number;
}

const BLOCKS = 24;
const CALLS_PER_BLOCK = 50;
/** Blocks that only warm up the compiler. */
const WARM_UP = 6;

/** Runs two things alternately in blocks, one call after the other, and compares the CPU they take. */
export async function compareCpu(
  measured: (call: number) => Promise<unknown>,
  floor: (call: number) => Promise<unknown>,
): Promise<CpuComparison> {
  const pairs: { measured: number; floor: number }[] = [];
  for (let block = 0; block < BLOCKS; block++) {
    const pair =
      block % 2 === 0 ? await inOrder(block, measured, floor) : await swapped(block, measured, floor);
    if (block >= WARM_UP) pairs.push(pair);
  }
  return {
    measured: median(pairs.map((pair) => pair.measured)),
    floor: median(pairs.map((pair) => pair.floor)),
    ratio: median(pairs.map((pair) => pair.measured / pair.floor)),
  };
}

/** Calls that `compareCpu` makes of each, numbered from 0. */
export const CALLS = BLOCKS * CALLS_PER_BLOCK;

type Call = (call: number) => Promise<unknown>;

async function inOrder(block: number, measured: Call, floor: Call) {
  const first = await cpuOf(block, measured);
  return { measured: first, floor: await cpuOf(block, floor) };
}

async function swapped(block: number, measured: Call, floor: Call) {
  const first = await cpuOf(block, floor);
  return { measured: await cpuOf(block, measured), floor: first };
}

async function cpuOf(block: number, call: Call): Promise<number> {
  const before = process.cpuUsage();
  for (let n = 0; n < CALLS_PER_BLOCK; n++) await call(block * CALLS_PER_BLOCK + n);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / CALLS_PER_BLOCK;
}
