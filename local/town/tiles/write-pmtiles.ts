import { PbfWriter } from 'pbf';

/** A tile by its Web Mercator address. */
export interface Tile {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
  readonly data: Uint8Array;
}

const HEADER_BYTES = 127;
const UNCOMPRESSED = 1;
const MVT = 1;

/** Packs vector tiles into one PMTiles archive, version 3: header, one directory, metadata, tiles. */
export function writePmtiles(tiles: readonly Tile[], metadata: object): Buffer {
  const sorted = tiles.map((tile) => ({ ...tile, id: tileId(tile) })).sort((a, b) => a.id - b.id);
  const directory = directoryOf(sorted);
  const details = Buffer.from(JSON.stringify(metadata));
  const data = Buffer.concat(sorted.map((tile) => tile.data));
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles');
  header.writeUInt8(3, 7);
  const sections = [directory.length, details.length, 0, data.length];
  let offset = HEADER_BYTES;
  sections.forEach((length, index) => {
    header.writeBigUInt64LE(BigInt(offset), 8 + index * 16);
    header.writeBigUInt64LE(BigInt(length), 16 + index * 16);
    offset += length;
  });
  for (const at of [72, 80, 88]) header.writeBigUInt64LE(BigInt(sorted.length), at);
  const zooms = sorted.map(({ zoom }) => zoom);
  const bytes = [1, UNCOMPRESSED, UNCOMPRESSED, MVT, Math.min(...zooms), Math.max(...zooms)];
  Buffer.from(bytes).copy(header, 96);
  return Buffer.concat([header, directory, details, data]);
}

/** Four columns of variable-length integers: ids as steps, run lengths, lengths, offsets (0: right after the last). */
function directoryOf(tiles: readonly (Tile & { readonly id: number })[]): Buffer {
  const writer = new PbfWriter();
  writer.writeVarint(tiles.length);
  for (const [index, { id }] of tiles.entries()) writer.writeVarint(id - (tiles[index - 1]?.id ?? 0));
  for (const _ of tiles) writer.writeVarint(1);
  for (const { data } of tiles) writer.writeVarint(data.length);
  for (const index of tiles.keys()) writer.writeVarint(index === 0 ? 1 : 0);
  return Buffer.from(writer.finish());
}

/** Tiles are numbered zoom by zoom along a Hilbert curve. */
function tileId({ zoom, x, y }: Tile): number {
  let id = (4 ** zoom - 1) / 3;
  let [column, row] = [x, y];
  for (let half = 2 ** (zoom - 1); half >= 1; half /= 2) {
    const right = (column & half) > 0 ? 1 : 0;
    const low = (row & half) > 0 ? 1 : 0;
    id += half * half * ((3 * right) ^ low);
    if (low === 0) {
      if (right === 1) [column, row] = [half - 1 - column, half - 1 - row];
      [column, row] = [row, column];
    }
  }
  return id;
}
