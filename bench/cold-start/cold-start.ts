import type { Row, Section } from '../report/row.ts';
import { median, repeat } from '../report/statistics.ts';
import type { Bundle } from '../take-bundle.ts';
import type { Client } from './door-clients.ts';
import type { Load } from './load-size.ts';
import { BOUND, type Pair, pairDoors } from './pair-doors.ts';
import { timeLoad } from './time-load.ts';

const ROUNDS = 7;

/** What a cold start of every function loads for the first request to each of its doors, in bytes and in time, against its SDK clients alone. */
export async function measureColdStarts(bundle: Bundle): Promise<Section[]> {
  const pairs = await pairDoors(bundle);
  const timed = await repeat(pairs.length, (n) => timePair(pairs[n] as Pair));
  return [
    { title: 'Cold start: loading the code, fresh process each', rows: timed },
    { title: 'Cold start: size of what is loaded', rows: pairs.map(sizeRow) },
  ];
}

const sizeRow = ({ door, load, floor, always }: Pair): Row => ({
  what: door,
  unit: 'KB',
  figure: load.bytes / 1024,
  ...(floor && { floor: floor.load.bytes / 1024, bound: BOUND }),
  note: [...superfluous(load, always), ...(floor ? largest(load, floor.load) : [])].join(', '),
});

/** Clients that a door loads although not every invocation uses them. */
const superfluous = ({ packages }: Load, always: readonly Client[]): string[] =>
  Object.keys(packages)
    .filter((name) => name.startsWith('@aws-sdk/client-') && !always.some(({ from }) => from === name))
    .map((name) => `${name} is not always used`);

/** The packages that make the difference. */
const largest = ({ packages }: Load, floor: Load): string[] =>
  Object.entries(packages)
    .map(([name, bytes]) => ({ name, more: (bytes - (floor.packages[name] ?? 0)) / 1024 }))
    .filter(({ more }) => more >= 8)
    .sort((a, b) => b.more - a.more)
    .map(({ name, more }) => `${name} +${Math.round(more)}`);

/**
 * Door and floor in turns, as pairs: whatever else the machine does falls on both, and the middle one of the ratios
 * is left.
 */
async function timePair({ door, files, floor }: Pair): Promise<Row> {
  if (!floor) {
    const times = await repeat(ROUNDS, () => timeLoad(files));
    return { what: door, unit: 'ms', figure: median(times) };
  }
  const rounds = await repeat(ROUNDS, async (round) => {
    if (round % 2 === 0) return { floor: await timeLoad([floor.file]), door: await timeLoad(files) };
    const first = await timeLoad(files);
    return { floor: await timeLoad([floor.file]), door: first };
  });
  return {
    what: door,
    unit: 'ms',
    figure: median(rounds.map((round) => round.door)),
    floor: median(rounds.map((round) => round.floor)),
    ratio: median(rounds.map((round) => round.door / round.floor)),
    bound: BOUND,
  };
}
