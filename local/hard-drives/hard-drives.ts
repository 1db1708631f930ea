import type { RecordedFix } from '../replay/recording.ts';
import { CENTER, type Place, type Point } from '../town/plane.ts';
import { seededRandom } from '../town/randomness.ts';
import { GOOD_PHONE, type Phone, report } from './phone.ts';
import { type Stay, staysOf } from './truth.ts';
import { driveAlong, type Leg, type Moment } from './way.ts';

/** A drive on which arrivals are easily missed, or seen where there is none. Times in epoch ms. */
export interface HardDrive {
  readonly name: HardName;
  readonly seed: number;
  readonly site: Place;
  readonly setOffAt: number;
  /** In upload order. */
  readonly fixes: readonly RecordedFix[];
  /** The times at the site, one arrival each. */
  readonly stays: readonly Stay[];
  /** How far the phone's clock is ahead, milliseconds; below zero: behind. */
  readonly ahead: number;
  /** The first arrival is a mistake about the place, and its technician takes it back. */
  readonly undone: boolean;
}

/** One drive, drawn from a seed: the way from where it begins, and the phone. */
interface Scene {
  readonly from: Point;
  readonly legs: readonly Leg[];
  readonly phone: Partial<Phone>;
  /** Seconds from the beginning to setting off, when the phone is on already. */
  readonly before?: number;
  readonly undone?: true;
  /** What the phone knows only once it is over is history, and no arrival is told of it. */
  readonly history?: true;
  /** The technician walks in without the phone during the last so many seconds. */
  readonly without?: number;
}

type Draw = (least: number, most: number) => number;

const START_MS = Date.parse('2026-11-20T17:00:00Z');
const MINUTE = 60;
const way = (east: number, north: number, mps: number): Leg => ({ to: [east, north], mps });
const stop = (minutes: number): Leg => ({ wait: Math.round(minutes * MINUTE) });

/** Two kilometres down a road to so many metres before the site, at a town's pace. */
const comesTo = (meters: number, mps: number): Leg[] => [way(0, -900, 14), way(0, -meters, mps)];
const FAR: Point = { x: 0, y: -2400 };

const SCENES = {
  /** Parks just inside the circle: every other fix lies outside. */
  flapping: (draw: Draw): Scene => ({
    from: FAR,
    legs: [...comesTo(draw(78, 89), 9), stop(12)],
    phone: { error: draw(6, 16), wander: draw(15, 60) },
  }),
  /** Waits for minutes outside a gate, some metres beyond the circle, then drives in. */
  'waiting at the gate': (draw: Draw): Scene => ({
    from: FAR,
    legs: [...comesTo(draw(105, 120), 9), stop(draw(2, 8)), way(0, -30, 5), stop(8)],
    phone: { error: draw(5, 15), wander: draw(15, 60) },
  }),
  /** Marked at the wrong door inside the circle, taken back; then another errand, and the right one. */
  'undone at the edge': (draw: Draw): Scene => ({
    from: FAR,
    legs: [
      ...comesTo(draw(60, 86), 9),
      stop(15),
      way(0, -draw(400, 700), 9),
      stop(2),
      way(0, -20, 9),
      stop(8),
    ],
    phone: { error: draw(5, 12), wander: draw(15, 90) },
    undone: true,
  }),
  /** Through the circle, or by it, at a road's speed. */
  'pass-by': (draw: Draw): Scene => ({
    from: { x: draw(-80, 80), y: -1800 },
    legs: [way(draw(-80, 80), 1800, draw(10, 25)), stop(5)],
    phone: { every: draw(3, 20), error: draw(4, 15), speed: draw(0, 1) > 0.3 },
  }),
  /** Another customer's house, 120 m from this one, for half an hour; then away. */
  'neighbour 120 m away': (draw: Draw): Scene => ({
    from: FAR,
    legs: [...comesTo(120, 9), stop(30), way(0, -2400, 12), stop(2)],
    phone: { error: draw(5, 18), wander: draw(30, 120) },
  }),
  /** Under the site without a fix, and back to it above ground. */
  tunnel: (draw: Draw): Scene => ({
    from: { x: -3000, y: draw(-60, 60) },
    legs: [
      way(-draw(300, 900), 0, 14),
      { to: [draw(300, 900), 0], mps: draw(9, 20), tunnel: true },
      way(1500, 0, 14),
      stop(1),
      way(1500, 400, 9),
      way(0, 400, 11),
      way(0, 20, 9),
      stop(8),
    ],
    phone: { error: draw(5, 15) },
  }),
  /** Out of reach for the last kilometres and at the site: all of half an hour comes at once. */
  'backlog of 30 minutes': (draw: Draw): Scene => ({
    from: { x: 0, y: -9000 },
    legs: [
      way(0, -6000, 12),
      { to: [0, -20], mps: 11, offline: true },
      { wait: Math.round(draw(20, 24) * MINUTE), offline: true },
      stop(6),
    ],
    phone: { every: draw(5, 12), error: draw(4, 12) },
  }),
  /** The same, but gone again: the visit is not what is happening now. */
  'backlog, gone again': (draw: Draw): Scene => ({
    from: { x: 0, y: -9000 },
    legs: [
      way(0, -6000, 12),
      { to: [0, -20], mps: 11, offline: true },
      { wait: Math.round(draw(8, 12) * MINUTE), offline: true },
      { to: [0, 6000], mps: 11, offline: true },
      way(0, 9000, 12),
    ],
    phone: { every: draw(5, 12), error: draw(4, 12) },
    history: true,
  }),
  /** A phone whose clock is up to a minute and a half fast or slow. */
  'clock skew': (draw: Draw): Scene => ({
    from: FAR,
    legs: [...comesTo(25, 9), stop(8)],
    phone: { ahead: draw(-90, 110), error: draw(4, 12) },
  }),
  /** One fix in one to three minutes, most without a speed. */
  'sparse fixes': (draw: Draw): Scene => ({
    from: FAR,
    legs: [...comesTo(draw(5, 60), 9), stop(20)],
    phone: { every: draw(60, 180), error: draw(5, 25), speed: draw(0, 1) > 0.7 },
  }),
  /** Sets off while parked indoors, a street away, its fixes wandering; drives to the site a quarter later. */
  'drift while parked': (draw: Draw): Scene => ({
    from: { x: 0, y: -draw(150, 220) },
    legs: [stop(15), way(0, -1000, 9), way(0, -25, 9), stop(10)],
    phone: { error: draw(15, 35), wander: draw(30, 120), jumps: 0.01 },
    before: 60,
  }),
  /** Parks 150 m away and walks in. */
  'car park 150 m off': (draw: Draw): Scene => ({
    from: FAR,
    legs: [...comesTo(150, 9), stop(draw(1, 3)), way(0, -10, 1.4), stop(20)],
    phone: { error: draw(5, 15) },
  }),
  /** The same, the phone stays in the van. */
  'car park, phone left behind': (draw: Draw): Scene => ({
    from: FAR,
    legs: [...comesTo(150, 9), stop(24)],
    phone: { error: draw(5, 15) },
    without: 20 * MINUTE,
  }),
  /** Past the site to the end of its street, back, and in again until the number is found. */
  'dead end driven twice': (draw: Draw): Scene => ({
    from: FAR,
    legs: [
      ...comesTo(200, 12),
      way(draw(-40, 40), 280, draw(10.5, 13)),
      { wait: Math.round(draw(5, 20)) },
      way(draw(-40, 40), -280, draw(10.5, 13)),
      { wait: Math.round(draw(5, 30)) },
      way(0, -20, 9),
      stop(8),
    ],
    phone: { error: draw(4, 12) },
  }),
} satisfies Record<string, (draw: Draw) => Scene>;

export type HardName = keyof typeof SCENES;

export const HARD_NAMES = Object.keys(SCENES) as HardName[];

/** As a command line has it. */
export const shortName = (name: HardName): string => name.replaceAll(/[ ,]+/g, '-');

/** The same name and seed, the same drive. */
export function hardDrive(name: HardName, seed: number): HardDrive {
  const random = seededRandom(seed * 7919 + HARD_NAMES.indexOf(name));
  const draw: Draw = (least, most) => least + (most - least) * random();
  const scene: Scene = SCENES[name](draw);
  const { from, legs, before = 0, undone } = scene;
  const phone = { ...GOOD_PHONE, ...scene.phone };
  const moments = driveAlong(from, legs, START_MS - before * 1000);
  return {
    name,
    seed,
    site: CENTER,
    setOffAt: START_MS,
    fixes: report(moments, phone, random),
    stays: scene.history ? [] : [...staysOf(moments), ...withoutPhone(moments, scene.without)],
    ahead: phone.ahead * 1000,
    undone: undone === true,
  };
}

function withoutPhone(moments: readonly Moment[], seconds: number | undefined): Stay[] {
  const [first, last] = [moments.at(-(seconds ?? 0)), moments.at(-1)];
  if (seconds === undefined || !first || !last) return [];
  return [{ enteredAt: first.at, arrivedAt: first.at, leftAt: last.at }];
}
