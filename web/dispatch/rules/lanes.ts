/** A stretch of time, epoch ms. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A row with one lane, and how much each further one adds, px: by how dense the board is. */
const ROW = { regular: 56, dense: 44, touch: 64 } as const;
export const LANE = { regular: 43, dense: 31, touch: 51 } as const;
export type Density = keyof typeof ROW;

/**
 * What overlaps is stacked: each span goes into the first lane that is free.
 * @returns the lane of each, in the order given, and how many there are
 */
export function stack(spans: readonly Span[]): { readonly lanes: readonly number[]; readonly count: number } {
  const order = spans.map((_, index) => index).sort((a, b) => byTime(spans[a], spans[b]));
  const until: number[] = [];
  const lanes: number[] = Array.from({ length: spans.length }, () => 0);
  for (const index of order) {
    const { start, end } = spans[index] ?? { start: 0, end: 0 };
    const free = until.findIndex((last) => last <= start);
    const lane = free < 0 ? until.length : free;
    until[lane] = end;
    lanes[index] = lane;
  }
  return { lanes, count: Math.max(1, until.length) };
}

const byTime = (a?: Span, b?: Span): number =>
  (a?.start ?? 0) - (b?.start ?? 0) || (a?.end ?? 0) - (b?.end ?? 0);

export const rowHeight = (lanes: number, density: Density): number =>
  ROW[density] + (lanes - 1) * LANE[density];

/** How long two stretches share, ms; nothing where they only touch. */
export const overlap = (a: Span, b: Span): number =>
  Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
