import { PbfWriter } from 'pbf';

/** Something on a tile, in its own coordinates. */
export interface TileFeature {
  readonly shape: 'line' | 'area';
  readonly properties: Readonly<Record<string, string>>;
  readonly line: readonly (readonly [x: number, y: number])[];
}

export const EXTENT = 4096;

/** A Mapbox vector tile, version 2, of named layers. */
export function writeTile(layers: Readonly<Record<string, readonly TileFeature[]>>): Uint8Array {
  const tile = new PbfWriter();
  for (const [name, features] of Object.entries(layers)) {
    if (features.length > 0) tile.writeMessage(3, writeLayer, { name, features });
  }
  return tile.finish();
}

function writeLayer(
  { name, features }: { name: string; features: readonly TileFeature[] },
  layer: PbfWriter,
): void {
  const keys = [...new Set(features.flatMap(({ properties }) => Object.keys(properties)))];
  const values = [...new Set(features.flatMap(({ properties }) => Object.values(properties)))];
  layer.writeVarintField(15, 2);
  layer.writeStringField(1, name);
  for (const { shape, properties, line } of features) {
    const tags = Object.entries(properties).flatMap(([key, value]) => [
      keys.indexOf(key),
      values.indexOf(value),
    ]);
    const feature = { tags, type: shape === 'line' ? 2 : 3, geometry: commands(line, shape === 'area') };
    layer.writeMessage(2, writeFeature, feature);
  }
  for (const key of keys) layer.writeStringField(3, key);
  for (const value of values) {
    layer.writeMessage(4, (text: string, writer: PbfWriter) => writer.writeStringField(1, text), value);
  }
  layer.writeVarintField(5, EXTENT);
}

interface Encoded {
  readonly tags: number[];
  readonly type: number;
  readonly geometry: number[];
}

function writeFeature({ tags, type, geometry }: Encoded, feature: PbfWriter): void {
  feature.writePackedVarint(2, tags);
  feature.writeVarintField(3, type);
  feature.writePackedVarint(4, geometry);
}

const command = (id: number, count: number): number => (count << 3) | id;
const zigzag = (value: number): number => (value << 1) ^ (value >> 31);

/** MoveTo, LineTo and, for an area, ClosePath; each point as a step from the one before. */
function commands(line: TileFeature['line'], closed: boolean): number[] {
  let [x, y] = [0, 0];
  const steps = line.flatMap((point) => {
    const [nextX, nextY] = [Math.round(point[0]), Math.round(point[1])];
    const step = [zigzag(nextX - x), zigzag(nextY - y)];
    [x, y] = [nextX, nextY];
    return step;
  });
  const [dx = 0, dy = 0, ...rest] = steps;
  return [command(1, 1), dx, dy, command(2, line.length - 1), ...rest, ...(closed ? [command(7, 1)] : [])];
}
