import type { Rates } from '../api/types.ts';

/** Nine of ten on time is what the page measures by. */
export const GOAL = 90;

/** A chart begins no lower than it has to, and with lines at whole numbers. */
const FLOORS = [
  { low: 80, step: 5 },
  { low: 60, step: 10 },
  { low: 20, step: 20 },
  { low: 0, step: 25 },
];

/** Where per cents stand: `ticks` from the top down, `heightOf` from the bottom, 0 to 1. */
export function percentAxis(values: readonly number[]) {
  const least = Math.min(100, ...values);
  const { low, step } = FLOORS.find((one) => one.low <= least) ?? { low: 0, step: 25 };
  const ticks = Array.from({ length: (100 - low) / step + 1 }, (_, index) => 100 - index * step);
  return { ticks, heightOf: (value: number) => (value - low) / (100 - low) };
}

/** Of so many labels in a row, those that are shown when there is room for `most`: the last one always is. */
export function labelled(count: number, most: number): (index: number) => boolean {
  const every = Math.max(1, Math.ceil(count / most));
  return (index) => (count - 1 - index) % every === 0;
}

/** How many minutes after the time that was named each step is about: -10, -8 to 10. */
export const stepMinutes = (index: number): number => (index - 5) * 2;

/** Steps that lie within five minutes either way. */
export const isClose = (index: number): boolean => Math.abs(stepMinutes(index)) <= 4;

/** The part of the arrivals that came within five minutes; nothing where none were told a time. */
export function closeShare({ etaSteps }: Pick<Rates, 'etaSteps'>): number | null {
  const all = etaSteps.reduce((sum, one) => sum + one, 0);
  const close = etaSteps.filter((_, index) => isClose(index)).reduce((sum, one) => sum + one, 0);
  return all === 0 ? null : close / all;
}

/** In the order in which they are told: how it should be first. */
export const MESSAGE_STATES = ['delivered', 'sent', 'queued', 'suppressed', 'failed', 'unknown'] as const;

export const messagesIn = ({ messages }: Pick<Rates, 'messages'>): number =>
  MESSAGE_STATES.reduce((sum, state) => sum + messages[state], 0);
