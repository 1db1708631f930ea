import { HOUR } from '../../../shared/kernel/time.ts';
import type { Visit } from '../api/types.ts';
import type { Axis } from './axis.ts';
import { FINE_STEP, PULL, STEP, snap } from './drop.ts';
import { endOf, isBeforeDrive, startOf } from './visit.ts';

/** A visit in the hand, measured once. */
export interface Held {
  readonly visit: Visit;
  readonly from: string;
  /** The ids of the rows and where each ends, px from the top of the first. */
  readonly rows: readonly string[];
  readonly ends: readonly number[];
}

/** Where the pointer is now, and what is pressed with it. */
export interface Hand {
  /** From the top of the first row, px; and how far to the side since it was taken hold of. */
  readonly y: number;
  readonly dx: number;
  /** Where its beginning lies on the axis, px. */
  readonly left: number;
  readonly shift: boolean;
  readonly alt: boolean;
  /** It has been pulled along its own row before. */
  readonly pulled: boolean;
}

export interface Landing {
  readonly to: string;
  readonly start: number;
  readonly free: boolean;
  readonly pulled: boolean;
}

/**
 * In which row a drop would be, and when. The time is locked until Shift, or a pull along the own row, frees it.
 * @param hour its width, px
 */
export function landingOf({ visit, from, rows, ends }: Held, hand: Hand, axis: Axis, hour: number): Landing {
  const index = ends.findIndex((bottom) => hand.y < bottom);
  const to = rows[index < 0 ? rows.length - 1 : index] ?? from;
  const far = Math.abs(hand.dx);
  const pulled = far >= PULL / 2 && (hand.pulled || (to === from && far >= PULL));
  const free = (hand.shift || pulled) && isBeforeDrive(visit.status);
  if (!free) return { to, start: startOf(visit), free, pulled };
  const wanted = snap(axis.start + (hand.left / hour) * HOUR, hand.alt ? FINE_STEP : STEP);
  const last = axis.end - (endOf(visit) - startOf(visit));
  return { to, start: Math.max(axis.start, Math.min(last, wanted)), free, pulled };
}
