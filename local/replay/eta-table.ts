import { type EtaReport, meanAbsolute } from './eta-error.ts';

/** One drive as a row. */
export interface EtaRow {
  readonly name: string;
  /** From setting off to the first fix inside, milliseconds. */
  readonly drove?: number;
  readonly etas: EtaReport;
}

const HEAD = [
  '',
  'drive',
  'ETAs',
  'off by',
  'recorded service',
  'first',
  'worst',
  'jump',
  'at a new route',
  'Routes calls',
];

/** The arrival times of every drive and of all together, as a table with a line on how to read it. */
export function renderEtas(rows: readonly EtaRow[]): string {
  const named = rows.map(({ name, drove, etas }, n) => [`${n + 1}. ${name}`, clock(drove), ...cellsOf(etas)]);
  // What was said first on one of several drives says nothing of them all.
  const [shown = '', offBy = '', recorded = '', , ...rest] = cellsOf(together(rows.map(({ etas }) => etas)));
  const table = [HEAD, ...named, ['in all', '', shown, offBy, recorded, '', ...rest]];
  const widths = HEAD.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  const lines = table.map((cells) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  const past = rows.reduce((sum, { etas }) => sum + etas.past, 0);
  const ranges = rows.reduce((sum, { etas }) => sum + etas.ranges, 0);
  return [
    'The ETAs the link showed after each upload, against the first fix inside 300 ft, in minutes and seconds',
    '(off by: mean absolute error; recorded service: of what the recording says its own was answered; first and worst: + too late, - too early; jump: the largest from one ETA to the next)',
    ...lines,
    `${ranges === 0 ? 'None' : ranges} shown as a range, ${past === 0 ? 'none' : past} already past when shown.`,
  ].join('\n');
}

const cellsOf = ({ shown, errors, recordedErrors, jump, jumpWithRoute, routes }: EtaReport): string[] => [
  `${shown}`,
  clock(meanAbsolute(errors)),
  clock(meanAbsolute(recordedErrors)),
  signed(errors[0]),
  signed(errors.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0]),
  clock(jump),
  clock(jumpWithRoute),
  `${routes}`,
];

function together(all: readonly EtaReport[]): EtaReport {
  const sum = (of: (one: EtaReport) => number) => all.reduce((total, one) => total + of(one), 0);
  const most = (of: (one: EtaReport) => number) => Math.max(0, ...all.map(of));
  return {
    shown: sum(({ shown }) => shown),
    ranges: sum(({ ranges }) => ranges),
    past: sum(({ past }) => past),
    errors: all.flatMap(({ errors }) => errors),
    recordedErrors: all.flatMap(({ recordedErrors }) => recordedErrors),
    jump: most(({ jump }) => jump),
    jumpWithRoute: most(({ jumpWithRoute }) => jumpWithRoute),
    routes: sum(({ routes }) => routes),
  };
}

/** 75,000 ms as 1:15. */
function clock(ms: number | undefined): string {
  if (ms === undefined) return '-';
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;
}

const signed = (ms: number | undefined): string =>
  ms === undefined ? '-' : `${ms < 0 ? '-' : '+'}${clock(Math.abs(ms))}`;
