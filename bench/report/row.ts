/** One line of what was measured. */
export interface Row {
  readonly what: string;
  readonly figure: number;
  readonly unit: Unit;
  /** The same done with nothing around it, measured in the same run, in the same unit. */
  readonly floor?: number;
  /** What was aimed at: for the ratio where there is a floor, for the figure otherwise. Information only. */
  readonly bound?: number;
  /** Where figure and floor were measured pair by pair: the middle one of the ratios. */
  readonly ratio?: number;
  /** How it was measured or estimated, where the name does not say. */
  readonly note?: string;
}

export type Unit = '' | 'ms' | 'KB' | 'MB' | '/s' | '$' | 'units';

/** What belongs together, under a heading. */
export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** The figure by its floor, or by its bound where there is no floor; undefined with neither. */
export function ratioOf({ figure, floor, bound, ratio }: Row): number | undefined {
  if (ratio !== undefined) return ratio;
  const against = floor ?? bound;
  return against ? figure / against : undefined;
}

/** Whether a row is beyond what was aimed at. */
export function isOver(row: Row): boolean {
  if (row.bound === undefined) return false;
  return (row.floor === undefined ? row.figure : (ratioOf(row) ?? 0)) > row.bound;
}
