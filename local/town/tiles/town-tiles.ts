import { buildNetwork, type Network, pointAt } from '../network.ts';
import { type Point, toPlace } from '../plane.ts';
import { seededRandom } from '../randomness.ts';
import { type Tile, writePmtiles } from './write-pmtiles.ts';
import { EXTENT, type TileFeature, writeTile } from './write-tile.ts';

const ZOOMS = [10, 11, 12, 13, 14];

interface Shape {
  readonly layer: 'roads' | 'landuse';
  readonly shape: TileFeature['shape'];
  readonly properties: Readonly<Record<string, string>>;
  readonly points: readonly Point[];
}

/** Whether a block across the edge of a tile is on one tile alone, or on each, as who draws tile by tile needs it. */
export type Blocks = 'once' | 'on-each-tile';

/** The town as one file of vector tiles with the layers of Protomaps' basemap, as an operator would keep a city. */
export function townTiles(network: Network, blocks: Blocks): Buffer {
  const shapes = [...parks(network), ...roads(network), rail(network)];
  const tiles = ZOOMS.flatMap((zoom) => tilesOf(shapes, zoom, blocks));
  return writePmtiles(tiles, { name: 'Fairfield Junction', attribution: 'Generated town' });
}

/** The town's tiles, made when they are first asked for. */
export function createTownTiles(blocks: Blocks = 'once'): () => Buffer {
  let made: Buffer | undefined;
  return () => {
    made ??= townTiles(buildNetwork(), blocks);
    return made;
  };
}

/** Each street as the unbroken runs of its blocks. */
function roads({ blocks, streets, crossings }: Network): Shape[] {
  const runs = new Map<string, { street: number; crossings: number[]; end: number }>();
  for (const { street, from, to, index } of blocks) {
    const run = [...runs.values()].find((one) => one.street === street && one.crossings.at(-1) === from);
    if (run) run.crossings.push(to);
    else runs.set(`${street} ${index}`, { street, crossings: [from, to], end: to });
  }
  return [...runs.values()].map((run) => {
    const { name = '', main = false } = streets[run.street] ?? {};
    return {
      layer: 'roads',
      shape: 'line',
      properties: { kind: main ? 'major_road' : 'minor_road', name },
      points: run.crossings.map((crossing) => pointAt(crossings, crossing)),
    };
  });
}

function parks(network: Network): Shape[] {
  const [southWest, northEast] = network.park;
  const inset = 12;
  const [west, east] = [southWest.x + inset, northEast.x - inset];
  const [south, north] = [southWest.y + inset, northEast.y - inset];
  const points = [
    { x: west, y: north },
    { x: east, y: north },
    { x: east, y: south },
    { x: west, y: south },
  ];
  const green = (name: string, corners: readonly Point[]): Shape => ({
    layer: 'landuse',
    shape: 'area',
    properties: { kind: 'park', name },
    points: corners,
  });
  return [green('Junction Park', points), ...squares(network).map((corners) => green('', corners))];
}

/** Here and there a green square of half a block or so, set back from the streets around it. */
function squares({ crossings }: Network): Point[][] {
  const random = seededRandom(7);
  return crossings
    .filter(() => random() < 0.07)
    .map(({ x, y }) => {
      const [width, height] = [60 + 90 * random(), 50 + 90 * random()];
      const [west, south] = [x + 28, y + 28];
      return [
        { x: west, y: south + height },
        { x: west + width, y: south + height - 12 },
        { x: west + width - 8, y: south },
        { x: west + 6, y: south + 4 },
      ];
    });
}

const rail = ({ rail: points }: Network): Shape => ({
  layer: 'roads',
  shape: 'line',
  properties: { kind: 'rail' },
  points,
});

/** Every tile that a shape touches gets all of it: what lies beyond its edge is simply not looked at. */
function tilesOf(shapes: readonly Shape[], zoom: number, blocks: Blocks): Tile[] {
  const tiles = new Map<string, { x: number; y: number; layers: Record<string, TileFeature[]> }>();
  for (const { layer, shape, properties, points } of shapes) {
    const spots = points.map((point) => mercator(point, zoom));
    for (const [x, y] of touched(spots)) {
      const tile = tiles.get(`${x} ${y}`) ?? { x, y, layers: {} };
      tiles.set(`${x} ${y}`, tile);
      const near = shape === 'area' ? spots : nearby(spots, [x, y], blocks);
      if (near.length === 0) continue;
      tile.layers[layer] ??= [];
      tile.layers[layer].push({
        shape,
        properties,
        line: near.map(([mx, my]) => [(mx - x) * EXTENT, (my - y) * EXTENT]),
      });
    }
  }
  return [...tiles.values()].map(({ x, y, layers }) => ({ zoom, x, y, data: writeTile(layers) }));
}

type Spot = readonly [number, number];

function touched(spots: readonly Spot[]): Spot[] {
  const found = new Map<string, Spot>();
  spots.forEach((spot, index) => {
    const before = spots[index - 1] ?? spot;
    for (let x = Math.floor(Math.min(spot[0], before[0])); x <= Math.floor(Math.max(spot[0], before[0])); x++)
      for (
        let y = Math.floor(Math.min(spot[1], before[1]));
        y <= Math.floor(Math.max(spot[1], before[1]));
        y++
      )
        found.set(`${x} ${y}`, [x, y]);
  });
  return [...found.values()];
}

/** The part of a run on a tile, to the first point beyond it, and on demand from the last one before it. */
function nearby(spots: readonly Spot[], [x, y]: Spot, blocks: Blocks): Spot[] {
  const on = spots.map(([mx, my]) => Math.floor(mx) === x && Math.floor(my) === y);
  const kept = spots.filter((_, index) => on[index - 1] || on[index] || (blocks !== 'once' && on[index + 1]));
  return kept.length > 1 ? kept : [];
}

function mercator(point: Point, zoom: number): Spot {
  const { lat, lng } = toPlace(point);
  const tiles = 2 ** zoom;
  const radians = (lat * Math.PI) / 180;
  return [((lng + 180) / 360) * tiles, ((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * tiles];
}
