import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles } from 'pmtiles';
import { flatten, type Place, type Point } from '../drawing/plane.ts';

/** What is drawn, the more important kinds of streets first. */
export type Kind = 'main' | 'street' | 'rail' | 'park' | 'water';

/** Something on the map around a house; in metres east and south of it. */
export interface Feature {
  readonly kind: Kind;
  readonly name?: string;
  /** Lines, or the rings of an area. */
  readonly lines: readonly (readonly Point[])[];
}

/** Tiles of about the square's own size: four to nine of them cover it. By the side of the square in metres. */
const ZOOM: readonly (readonly [side: number, zoom: number])[] = [
  [3000, 14],
  [7000, 13],
  [16_000, 12],
  [Number.POSITIVE_INFINITY, 10],
];

/** A map of the streets of the operator's, in one PMTiles file that answers range requests. */
export interface StreetTiles {
  around(home: Place, side: number): Promise<Feature[]>;
  credit(): Promise<string | undefined>;
}

/** Opens the file at a URL; its layers are those of Protomaps' basemap. */
export function openTiles(url: string): StreetTiles {
  const file = new PMTiles(url);
  return {
    async around(home, side) {
      const { maxZoom } = await file.getHeader();
      const zoom = Math.min(maxZoom, ZOOM.find(([most]) => side <= most)?.[1] ?? 10);
      const found = await Promise.all(
        tilesAround(home, side, zoom).map(async ([x, y]) => {
          const tile = await file.getZxy(zoom, x, y);
          return tile ? featuresOf(new VectorTile(new PbfReader(tile.data)), [x, y], zoom, home) : [];
        }),
      );
      return found.flat();
    },
    async credit() {
      const { attribution } = (await file.getMetadata()) as { attribution?: string };
      return attribution?.replace(/<[^>]*>/g, '').trim() || undefined;
    },
  };
}

const LAYERS: readonly (readonly [layer: string, kindOf: (kind: string) => Kind | undefined])[] = [
  ['roads', (kind) => ROADS[kind]],
  ['landuse', (kind) => (GREEN.includes(kind) ? 'park' : undefined)],
  ['water', () => 'water'],
];
const ROADS: Readonly<Record<string, Kind>> = {
  highway: 'main',
  major_road: 'main',
  minor_road: 'street',
  rail: 'rail',
};
const GREEN = ['park', 'cemetery', 'golf_course', 'garden', 'recreation_ground', 'forest', 'wood'];
const LINE = 2;
const AREA = 3;

function featuresOf(tile: VectorTile, at: readonly [number, number], zoom: number, home: Place): Feature[] {
  const flat = flatten(home);
  return LAYERS.flatMap(([name, kindOf]) => {
    const layer = tile.layers[name];
    return Array.from({ length: layer?.length ?? 0 }, (_, index) => layer?.feature(index)).flatMap(
      (feature) => {
        const kind = feature && kindOf(String(feature.properties['kind'] ?? ''));
        if (!feature || !kind || !fits(kind, feature)) return [];
        const lines = feature
          .loadGeometry()
          .map((line) =>
            line.map(({ x, y }) =>
              flat(placeOf(at[0] + x / feature.extent, at[1] + y / feature.extent, zoom)),
            ),
          );
        const { name: street } = feature.properties;
        return [{ kind, lines, ...(typeof street === 'string' && { name: street }) }];
      },
    );
  });
}

/** Water and parks also come as lines and points, for their names. */
const fits = (kind: Kind, { type }: VectorTileFeature): boolean =>
  type === (kind === 'park' || kind === 'water' ? AREA : LINE);

/** Web Mercator tile coordinates to a place. */
function placeOf(x: number, y: number, zoom: number): Place {
  const tiles = 2 ** zoom;
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / tiles))) * 180) / Math.PI;
  return { lat, lng: (x / tiles) * 360 - 180 };
}

/** A place to Web Mercator tile coordinates. */
function tileOf({ lat, lng }: Place, zoom: number): Point {
  const radians = (lat * Math.PI) / 180;
  const tiles = 2 ** zoom;
  return [((lng + 180) / 360) * tiles, ((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * tiles];
}

/** So many tiles are never needed; near the poles Mercator would ask for them. */
const MOST_TILES = 16;

function tilesAround(home: Place, side: number, zoom: number): [number, number][] {
  const half = side / 2 / 111_195;
  const east = half / Math.cos((home.lat * Math.PI) / 180);
  const [west, north] = tileOf({ lat: home.lat + half, lng: home.lng - east }, zoom).map(Math.floor) as [
    number,
    number,
  ];
  const [right, south] = tileOf({ lat: home.lat - half, lng: home.lng + east }, zoom).map(Math.floor) as [
    number,
    number,
  ];
  const tiles: [number, number][] = [];
  for (let x = west; x <= right; x++) for (let y = north; y <= south; y++) tiles.push([x, y]);
  return tiles.slice(0, MOST_TILES);
}
