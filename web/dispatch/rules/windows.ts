import { MINUTE } from '../../../shared/kernel/time.ts';
import { clockAt } from '../../../shared/visits/local-day.ts';

/** From which hour to which, by the company's clocks; what is promised is two hours long nearly always. */
export const PRESETS = [
  [8, 10],
  [10, 12],
  [11, 13],
  [13, 15],
  [15, 17],
] as const;

/** The key of a preset, or of times of one's own. */
export type Slot = '1' | '2' | '3' | '4' | '5' | '6';
export const SLOTS: readonly Slot[] = ['1', '2', '3', '4', '5', '6'];
export const OWN: Slot = '6';

export interface Window {
  readonly start: string;
  readonly end: string;
}

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** When the clocks show `09:30` on a day; undefined for what is no time. An hour that a day leaves out is the next. */
export function momentAt(day: string, clock: string, timeZone: string): string | undefined {
  const [, hour, minute] = CLOCK.exec(clock) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  return new Date(clockAt(day, Number(hour), timeZone) + Number(minute) * MINUTE).toISOString();
}

/** A preset on a day: as long as its clocks say, however long that day is. */
export function presetOn(day: string, slot: Slot, timeZone: string): Window | undefined {
  const hours = PRESETS[Number(slot) - 1];
  if (!hours) return undefined;
  const [start, end] = hours.map((hour) => new Date(clockAt(day, hour, timeZone)).toISOString());
  return start !== undefined && end !== undefined ? { start, end } : undefined;
}
