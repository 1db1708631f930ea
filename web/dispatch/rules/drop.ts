import { MINUTE } from '../../../shared/kernel/time.ts';
import type { Visit } from '../api/types.ts';
import { isBeforeDrive, isOver, movedTo, startOf, UNASSIGNED } from './visit.ts';

/** Steps of the clock when a visit is moved: by the quarter, or finer while Alt is held. */
export const STEP = 15 * MINUTE;
export const FINE_STEP = 5 * MINUTE;

/** All zones are whole quarters off UTC, so quarters of UTC are quarters everywhere. */
export const snap = (at: number, step: number): number => Math.round(at / step) * step;

/** A pull along the axis by so many pixels frees the time, which is locked until then. */
export const PULL = 24;
/** What moves less is a click. */
export const SLACK = 4;

/** What of a visit a drop, or a choice by keyboard, is to change. */
export interface Edit {
  readonly technicianIds?: readonly string[];
  readonly window?: Visit['window'];
}

export type Refusal = 'over' | 'started_moves_no_time' | 'recall_first';

export interface Outcome {
  readonly edit: Edit;
  /** What has to be asked first: the visit goes back to its beginning, and the customer sees it. */
  readonly asks?: 'reassign';
  readonly refusal?: Refusal;
}

/** What letting go of a visit there means. @param start undefined: its time stays */
export function dropOf(visit: Visit, from: string, to: string, start?: number): Outcome {
  const moves = start !== undefined && start !== startOf(visit);
  const technicianIds = to === from ? undefined : reassigned(visit, from, to);
  const edit: Edit = {
    ...(technicianIds && { technicianIds }),
    ...(moves && { window: movedTo(visit, start) }),
  };
  if (!technicianIds && !moves) return { edit };
  if (isOver(visit.status)) return { edit: {}, refusal: 'over' };
  if (moves && !isBeforeDrive(visit.status)) return { edit: {}, refusal: 'started_moves_no_time' };
  if (technicianIds?.length === 0 && visit.status !== 'pending_dispatch')
    return { edit: {}, refusal: 'recall_first' };
  if (visit.status === 'arrived' && technicianIds && technicianIds[0] !== visit.technicianIds[0])
    return { edit, asks: 'reassign' };
  const loses = technicianIds && technicianIds[0] !== visit.technicianIds[0];
  return { edit, ...(loses && visit.status !== 'pending_dispatch' && { asks: 'reassign' as const }) };
}

/** Somebody who comes as well, the last of them. */
export const joinedBy = (visit: Visit, memberId: string): Outcome =>
  isOver(visit.status)
    ? { edit: {}, refusal: 'over' }
    : { edit: { technicianIds: [...new Set([...visit.technicianIds, memberId])] } };

/** Somebody of several who does not come after all; the next one leads where it was the lead. */
export function leftBy(visit: Visit, memberId: string): Outcome {
  const technicianIds = visit.technicianIds.filter((id) => id !== memberId);
  if (technicianIds.length === 0 && visit.status !== 'pending_dispatch')
    return { edit: {}, refusal: 'recall_first' };
  const asks = visit.technicianIds[0] === memberId && visit.status !== 'pending_dispatch';
  return { edit: { technicianIds }, ...(asks && { asks: 'reassign' as const }) };
}

/** The others stay; whoever was taken hold of is replaced, in the same place. */
function reassigned({ technicianIds }: Visit, from: string, to: string): readonly string[] {
  if (to === UNASSIGNED) return [];
  if (from === UNASSIGNED) return [to];
  return [...new Set(technicianIds.map((id) => (id === from ? to : id)))];
}

/** What a visit was before, where an edit changed it: sent to take the edit back. */
export const inverse = (before: Visit, edit: Edit): Edit => ({
  ...(edit.technicianIds && { technicianIds: before.technicianIds }),
  ...(edit.window && { window: before.window }),
});

/** Whether the customer is told: of another time, by the account's switch. */
export const tellsCustomer = (edit: Edit, switchedOn: boolean): boolean =>
  edit.window !== undefined && switchedOn;
