import { stringify } from 'csv-stringify/sync';
import type { Line } from './line.ts';
import { ratesOf } from './summary.ts';

const COLUMNS = [
  'day',
  'memberId',
  'technician',
  'visits',
  'completed',
  'cancelled',
  'arrivals',
  'onTimeRate',
  'averageDriveSeconds',
  'utilization',
  'linkOpenRate',
  'averageEtaErrorSeconds',
  'queued',
  'sent',
  'delivered',
  'failed',
  'suppressed',
  'unknown',
  'segments',
  'costUSD',
];

/**
 * A table with a line for each technician and day (RFC 4180) and a head; what a spreadsheet would take for a formula
 * stays text.
 * @param nameOf a technician's name
 */
export const toSummaryCsv = (lines: readonly Line[], nameOf: (memberId: string) => string): string =>
  stringify(
    lines.map(({ day, memberId, counts }) => {
      const { messages, cost, ...rates } = ratesOf(counts);
      return { day, memberId, technician: nameOf(memberId), ...rates, ...messages, costUSD: cost.amount };
    }),
    { header: true, columns: COLUMNS, record_delimiter: 'windows', escape_formulas: true },
  );
