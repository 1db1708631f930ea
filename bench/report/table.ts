import { isOver, type Row, ratioOf, type Section, type Unit } from './row.ts';

const HEAD = ['what', 'figure', 'floor or bound', 'ratio', ''] as const;

/** One table of everything, for a terminal. */
export function renderTable(sections: readonly Section[]): string {
  const cells = sections.map(({ rows }) => rows.map(cellsOf));
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...cells.flat().map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const body = sections.flatMap(({ title }, n) => ['', title, ...(cells[n] ?? []).map(line)]);
  return [line(HEAD), ...body].join('\n');
}

const isText = (column: number) => column === 0 || column === HEAD.length - 1;

function cellsOf(row: Row): string[] {
  const ratio = ratioOf(row);
  return [
    `  ${row.what}`,
    show(row.figure, row.unit),
    against(row),
    ratio === undefined ? '' : ratio.toFixed(2),
    [isOver(row) ? 'OVER' : '', row.note ?? ''].filter(Boolean).join(' · '),
  ];
}

function against({ floor, bound, unit }: Row): string {
  if (floor !== undefined) return `${show(floor, unit)}${bound === undefined ? '' : ` × ${bound}`}`;
  return bound === undefined ? '' : `≤ ${show(bound, unit)}`;
}

function show(figure: number, unit: Unit): string {
  const digits = unit === '$' ? 3 : unit === 'ms' ? 2 : Number.isInteger(figure) ? 0 : 1;
  const text = figure.toFixed(digits);
  if (unit === '$') return `$${text}`;
  return unit === '' ? text : `${text} ${unit}`;
}
