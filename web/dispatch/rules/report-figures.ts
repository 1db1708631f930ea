import type { Rates } from '../api/types.ts';

export const FIGURES = ['onTime', 'drive', 'utilization', 'links', 'etaError', 'cost'] as const;
export type FigureName = (typeof FIGURES)[number];

interface Kind {
  readonly unit: 'percent' | 'minutes' | 'money';
  /** So many decimals are shown; a change is between what is shown. */
  readonly decimals: number;
  /** Which way is better, where one is. */
  readonly better?: 'up' | 'down';
  readonly of: (rates: Rates) => number | null;
}

const percent = (rate: number | null) => rate && rate * 100;
const minutes = (seconds: number | null) => seconds && seconds / 60;

export const KINDS: Readonly<Record<FigureName, Kind>> = {
  onTime: { unit: 'percent', decimals: 1, better: 'up', of: ({ onTimeRate }) => percent(onTimeRate) },
  drive: {
    unit: 'minutes',
    decimals: 0,
    better: 'down',
    of: ({ averageDriveSeconds }) => minutes(averageDriveSeconds),
  },
  utilization: { unit: 'percent', decimals: 0, of: ({ utilization }) => percent(utilization) },
  links: { unit: 'percent', decimals: 0, of: ({ linkOpenRate }) => percent(linkOpenRate) },
  etaError: {
    unit: 'minutes',
    decimals: 1,
    better: 'down',
    of: ({ averageEtaErrorSeconds }) => minutes(averageEtaErrorSeconds),
  },
  cost: { unit: 'money', decimals: 2, of: ({ cost }) => cost.amount },
};

export interface Figure {
  readonly name: FigureName;
  /** In per cent, minutes or dollars; nothing where there was nothing to divide by. */
  readonly value: number | null;
  /** Against the time before. */
  readonly change: number | null;
  readonly isBetter: boolean;
}

/** @param before the same of the time before; nothing while it is not known */
export function figureOf(name: FigureName, now: Rates, before: Rates | undefined): Figure {
  const { of, decimals, better } = KINDS[name];
  const [value, was] = [rounded(of(now), decimals), before ? rounded(of(before), decimals) : null];
  const hadSome = before !== undefined && (before.visits > 0 || was !== 0);
  const change = value !== null && was !== null && hadSome ? rounded(value - was, decimals) : null;
  const isBetter = change !== null && ((better === 'up' && change > 0) || (better === 'down' && change < 0));
  return { name, value, change, isBetter };
}

const rounded = (value: number | null, decimals: number): number | null =>
  value === null ? null : Math.round(value * 10 ** decimals) / 10 ** decimals + 0;
