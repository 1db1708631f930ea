import type { Summary } from '../api/types.ts';
import { FIGURES, type FigureName, KINDS } from './report-figures.ts';

export type TechnicianRow = Summary['technicians'][number];

export const COLUMNS = ['name', 'visits', ...FIGURES] as const;
export type Column = 'name' | 'visits' | FigureName;

export interface Order {
  readonly by: Column;
  readonly isRising: boolean;
}

/** The best first, so that who needs a word is at the end, together. */
export const BEST_FIRST: Order = { by: 'onTime', isRising: false };

/** Names from A, numbers from the largest; the same column again is the other way round. */
export const orderedBy = (by: Column, now: Order): Order =>
  now.by === by ? { by, isRising: !now.isRising } : { by, isRising: by === 'name' };

/** Who has no number is last, whichever way round. */
export function inOrder(rows: readonly TechnicianRow[], { by, isRising }: Order): readonly TechnicianRow[] {
  const turn = isRising ? 1 : -1;
  const byName = (a: TechnicianRow, b: TechnicianRow) => a.name.localeCompare(b.name);
  if (by === 'name') return rows.toSorted((a, b) => turn * byName(a, b));
  const of = (row: TechnicianRow) => (by === 'visits' ? row.visits : KINDS[by].of(row));
  return rows.toSorted((a, b) => {
    const [one, other] = [of(a), of(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null) || byName(a, b);
    return turn * (one - other) || byName(a, b);
  });
}
