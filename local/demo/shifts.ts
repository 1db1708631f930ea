import type { Crew } from './seed.ts';

/** How one of the demo's technicians works. */
export interface Shift {
  readonly who: Exclude<keyof Crew, 'owner' | 'dispatcher' | 'priya'>;
  /** Seconds of driving to a visit, at least and at most. */
  readonly drive: readonly [number, number];
  /** Seconds at each visit. */
  readonly atWork: number;
  /** Once in each drive the phone says nothing, and the van stands. */
  readonly silence?: { readonly afterSeconds: number; readonly seconds: number };
}

/** Marcus is the one to watch: he is at the door within a minute, and on the road again half a minute later. */
export const MARCUS: Shift = { who: 'marcus', drive: [90, 240], atWork: 30 };

const MINUTE = 60;

/** Everybody else: two are late or silent, as on any day. */
export const OTHERS: readonly Shift[] = [
  { who: 'ana', drive: [90, 240], atWork: 4 * MINUTE },
  { who: 'devon', drive: [90, 240], atWork: 7 * MINUTE },
  { who: 'tom', drive: [60, 200], atWork: 5 * MINUTE },
  // Held up at her first visit, while the second one waits.
  { who: 'sofia', drive: [40, 90], atWork: 25 * MINUTE },
  {
    who: 'jorge',
    drive: [120, 240],
    atWork: 3 * MINUTE,
    silence: { afterSeconds: 24, seconds: 15 * MINUTE },
  },
];
