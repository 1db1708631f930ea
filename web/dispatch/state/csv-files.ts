import { parse } from 'csv-parse/browser/esm/sync';
import { stringify } from 'csv-stringify/browser/esm/sync';
import { decodeFile, guessDelimiter } from '../rules/importing/columns.ts';
import type { Table } from '../rules/importing/rows.ts';

/** As much as somebody can look over; the service takes one after the other. */
export const MOST_ROWS = 2000;

/** @throws Error when it is no table: a quote that never ends, nothing but a heading, too many rows */
export async function readTable(file: Blob): Promise<Table> {
  const text = decodeFile(new Uint8Array(await file.arrayBuffer())).replace(/^\ufeff/, '');
  const [headings = [], ...rows] = parse(text, {
    delimiter: guessDelimiter(text),
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
  });
  if (rows.length === 0 || rows.length > MOST_ROWS) throw new Error(`${rows.length}`);
  return { headings, rows };
}

/** With a mark that has Excel read it as UTF-8. */
export const writeTable = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows' },
  )}`;
