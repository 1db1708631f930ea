import { createTimer, deleteTimer } from '../kernel/timer-client.ts';

/** @param dueAt epoch seconds */
const nameOf = (visitId: string, dueAt: number): string => `${visitId}.${dueAt}`;

/** Has a visit looked at when its time comes. @param dueAt epoch seconds */
export const createVisitTimer = (visitId: string, dueAt: number): Promise<void> =>
  createTimer({ name: nameOf(visitId, dueAt), dueAt, event: 'timer.due', detail: { visitId, dueAt } });

/** @param dueAt epoch seconds */
export const deleteVisitTimer = (visitId: string, dueAt: number): Promise<void> =>
  deleteTimer(nameOf(visitId, dueAt));
