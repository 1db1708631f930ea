import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../../local/town/addresses.ts';
import { pointAt } from '../../../local/town/network.ts';
import { toPlace } from '../../../local/town/plane.ts';
import { createTown, type Town } from '../../../local/town/town.ts';
import { survey } from '../../../shared/public/drawing/ground.ts';
import { measured, nearest } from '../../../shared/public/drawing/line.ts';
import { distance, flatten, type Place, type Point } from '../../../shared/public/drawing/plane.ts';
import {
  cameraFor,
  draw,
  labelsOf,
  SERVED_SIZE,
  sideOf,
  wayOf,
} from '../../../shared/public/drawing/scene.ts';
import { GRID } from '../../../shared/public/drawing/sketch.ts';
import { drawSketch } from '../../../shared/public/sketch/draw-sketch.ts';
import { planStreets } from '../../../shared/public/sketch/street-plan.ts';
import type { Feature } from '../../../shared/public/sketch/street-tiles.ts';
import { encodeLine } from '../../../shared/tracking/route.ts';

const towns = new Map<number, { readonly town: Town; readonly houses: readonly Address[] }>();
const built = (town: Town) => ({ town, houses: town.housesAround(toPlace({ x: 0, y: 0 }), 0, 4000) });

function townOf(seed: number) {
  const known = towns.get(seed) ?? built(createTown(seed));
  towns.set(seed, known);
  return known;
}

/** A town's streets as tiles have them: in pieces, here of some blocks each. */
function streetsOf({ network: { blocks, streets, crossings } }: Town, home: Place): Feature[] {
  const place = flatten(home);
  const pieces = new Map<string, number[]>();
  let run = 0;
  let before = { street: -1, to: -1 };
  for (const block of [...blocks].sort((a, b) => a.street - b.street || a.index - b.index)) {
    if (block.street !== before.street || block.from !== before.to) run += 1;
    const key = `${block.street} ${run} ${Math.floor(block.index / 7)}`;
    pieces.set(key, [...(pieces.get(key) ?? [block.from]), block.to]);
    before = block;
  }
  return [...pieces].map(([key, along]) => {
    const { main = false, name = '' } = streets[Number.parseInt(key, 10)] ?? {};
    const line = along.map((crossing) => place(toPlace(pointAt(crossings, crossing))));
    return { kind: main ? 'main' : 'street', name, lines: [line] };
  });
}

/** Somewhere in some town, a van is so much of its way on to some house. */
const numbers = fc.record({
  seed: fc.integer({ min: 1, max: 6 }),
  from: fc.nat(400),
  to: fc.nat(400),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

function driveOf({ seed, from, to, share }: typeof numbers extends fc.Arbitrary<infer Of> ? Of : never) {
  const { town, houses } = townOf(seed);
  const [start, house] = [houses[from % houses.length], houses[to % houses.length]];
  if (!start || !house) throw new Error('the town has no houses');
  const home = house.place;
  const { places, stretches } = town.route(start.place, home);
  const cut = Math.round(share * (places.length - 1));
  const line = places.slice(cut).map(({ lat, lng }): [number, number] => [lng, lat]);
  const position = places[cut] ?? home;
  const names = stretches
    .filter(({ offset }) => offset >= cut)
    .map(({ street }) => ({ name: street, meters: 0 }));
  const ground = survey({
    status: 'en_route',
    address: home,
    position: { ...position, at: '' },
    route: { polyline: encodeLine(line), names: names.slice(-1) },
  });
  if (!ground) throw new Error('the house has no place');
  const plan = planStreets(streetsOf(town, home), sideOf(ground), undefined);
  return { ground, sketch: drawSketch(plan, wayOf(ground)), house, share };
}

/** Long ways, on which the house's own street was cut away. */
const FOUND = [
  { seed: 4, from: 321, to: 49, share: 0 },
  { seed: 5, from: 398, to: 28, share: 0 },
  { seed: 5, from: 0, to: 276, share: 0 },
  { seed: 5, from: 183, to: 382, share: 0 },
];

/** Drawn once for all that is asked of them. */
const DRIVES = [...FOUND, ...fc.sample(numbers, { numRuns: 30, seed: 20261120 })].map(driveOf);

/** The lines of SVG path data. */
const linesIn = (data: string): Point[][] =>
  (data.match(/M[^M]+/g) ?? []).map((path) => {
    const numbers = (path.match(/-?\d+/g) ?? []).map(Number);
    let [x, y] = [0, 0];
    return Array.from({ length: numbers.length / 2 }, (_, index): Point => {
      x += numbers[2 * index] ?? 0;
      y += numbers[2 * index + 1] ?? 0;
      return [x, y];
    });
  });

describe('the streets around a drive', () => {
  it('end where they meet another, beyond the picture, or where the drive leads, and nowhere else', () => {
    for (const { ground, sketch } of DRIVES) {
      const lines = linesIn(sketch.streets + sketch.mains);
      const unit = sketch.side / GRID;
      const way = [[0, 0] as Point, ...wayOf(ground)].map(
        ([x, y]): Point => [x / unit + 512, y / unit + 512],
      );
      for (const line of lines) {
        for (const end of [line[0], line.at(-1)] as Point[]) {
          if (Math.min(...end) <= 0 || Math.max(...end) >= GRID) continue;
          const others = [...lines.filter((one) => one !== line), way].map(measured);
          const gaps = others.map((other) => nearest(other, end).off);
          expect(Math.min(...gaps.slice(0, -1)) < 6 || (gaps.at(-1) ?? 0) < 18, `${end}`).toBe(true);
        }
      }
    }
  });

  it('are those nearest to the house and the way, whatever else there would be', () => {
    for (const { sketch, house } of DRIVES) {
      const lines = linesIn(sketch.streets + sketch.mains).map(measured);
      const off = Math.min(...lines.map((line) => nearest(line, [512, 512]).off)) * (sketch.side / GRID);
      // A house stands 14 m off its street; the grid of a large square is coarse.
      expect(off, house.line).toBeLessThan(14 + (8 * sketch.side) / GRID);
      expect((sketch.streets + sketch.mains + sketch.parks).length).toBeLessThan(1100);
    }
  });
});

describe('names on the picture', () => {
  it('are of streets that are drawn, whole, and clear of each other, of the house and of the van', () => {
    for (const { ground, sketch } of DRIVES) {
      const lines = linesIn(sketch.streets + sketch.mains).map(measured);
      for (const [name, ...spots] of sketch.names)
        for (const [x, y] of spots)
          expect(Math.min(...lines.map((line) => nearest(line, [x, y]).off)), name).toBeLessThan(6);
      const camera = cameraFor(ground, ground.fix, SERVED_SIZE);
      const view = { ground, along: ground.fix, camera, size: SERVED_SIZE, chip: 'Live' };
      const labels = labelsOf(view, sketch.names, sketch.side);
      const written = labels.map(({ text, x, y, slope }) => {
        const turned = (slope * Math.PI) / 180;
        const half = 3.2 * text.length;
        return Array.from({ length: 21 }, (_, step): Point => {
          const along = half * (step / 10 - 1);
          return [x + along * Math.cos(turned), y + along * Math.sin(turned)];
        });
      });
      const [home, van] = [draw(view).home, draw(view).van].map((transform) =>
        (transform.match(/-?[\d.]+/g) ?? []).slice(0, 2).map(Number),
      ) as unknown as [Point, Point];
      written.forEach((name, index) => {
        for (const dot of name) {
          expect(
            dot[0] > 6 && dot[0] < SERVED_SIZE[0] - 6 && dot[1] > 18 && dot[1] < SERVED_SIZE[1] - 30,
          ).toBe(true);
          expect(Math.min(distance(dot, home), distance(dot, van))).toBeGreaterThan(24);
          for (const other of written.slice(index + 1))
            for (const theirs of other) expect(distance(dot, theirs)).toBeGreaterThan(15);
        }
      });
      const known = [...sketch.names.map(([name]) => name), ...ground.names.map(({ name }) => name)];
      for (const { text } of labels) expect(known).toContain(text);
    }
  });
});

describe('a van that comes to the house', () => {
  it('never covers it', () => {
    for (const { ground, share } of DRIVES) {
      const along = ground.fix + share * (ground.line.length - ground.fix);
      const size = [390, 300] as const;
      const { home, van } = draw({ ground, along, camera: cameraFor(ground, along, size), size });
      const [from, to] = [home, van].map((transform) =>
        (transform.match(/-?[\d.]+/g) ?? []).slice(0, 2).map(Number),
      ) as unknown as [Point, Point];
      // Half a van with its corner is 28 px long, the house 16 px.
      expect(distance(from, to)).toBeGreaterThan(28 + 16);
    }
  });
});
