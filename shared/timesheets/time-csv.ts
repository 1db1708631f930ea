import { stringify } from 'csv-stringify/sync';
import type { EntryBody } from './time-entry-body.ts';

const COLUMNS = [
  'entryId',
  'visitId',
  'memberId',
  'technician',
  'from',
  'to',
  'seconds',
  'begunBy',
  'endedBy',
  'correctedBecause',
];

/**
 * The entries as a table (RFC 4180) with a head; what a spreadsheet would take for a formula stays text.
 * @param nameOf a technician's name
 */
export const toTimeCsv = (entries: readonly EntryBody[], nameOf: (memberId: string) => string): string =>
  stringify(
    entries.map((entry) => ({
      ...entry,
      technician: nameOf(entry.memberId),
      correctedBecause: entry.corrections?.at(-1)?.reason,
    })),
    { header: true, columns: COLUMNS, record_delimiter: 'windows', escape_formulas: true },
  );
