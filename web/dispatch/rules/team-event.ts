import type { TeamEvent, Visit } from '../api/types.ts';
import { startOf, UNASSIGNED } from './visit.ts';

/** What of an event a drop, or a form, is to change. */
export interface EventEdit {
  readonly title?: string;
  readonly memberIds?: readonly string[];
  readonly window?: TeamEvent['window'];
  readonly allDay?: boolean;
  readonly notes?: string | null;
}

/** As the board carries it: what is dragged there has the shape of a visit, and this one nobody has confirmed. */
export const asVisit = ({
  eventId,
  title,
  memberIds,
  window,
  version,
  createdAt,
  updatedAt,
}: TeamEvent): Visit => ({
  visitId: eventId,
  status: 'pending_dispatch',
  version,
  window,
  customer: { customerId: '', name: title, phone: '' },
  address: { line: '', verified: true, timeZone: '' },
  technicianIds: memberIds,
  priority: 'normal',
  tags: [],
  createdAt,
  updatedAt,
});

export interface EventOutcome {
  readonly edit: EventEdit;
  readonly refusal?: 'of_nobody' | 'of_everybody';
}

/** What letting go of an event there means. A whole day's has no time to be moved to. */
export function eventDropOf(event: TeamEvent, from: string, to: string, start: number): EventOutcome {
  if (to === UNASSIGNED) return { edit: {}, refusal: 'of_nobody' };
  if (to !== from && event.memberIds.length === 0) return { edit: {}, refusal: 'of_everybody' };
  const moves = start !== startOf(event) && !event.allDay;
  const end = start + Date.parse(event.window.end) - startOf(event);
  return {
    edit: {
      ...(to !== from && { memberIds: [...new Set(event.memberIds.map((id) => (id === from ? to : id)))] }),
      ...(moves && { window: { start: new Date(start).toISOString(), end: new Date(end).toISOString() } }),
    },
  };
}

/** What an event was before, where an edit changed it. */
export const eventBefore = (
  { title, memberIds, window, allDay, notes }: TeamEvent,
  edit: EventEdit,
): EventEdit => ({
  ...(edit.title !== undefined && { title }),
  ...(edit.memberIds && { memberIds }),
  ...(edit.window && { window }),
  ...(edit.allDay !== undefined && { allDay }),
  ...(edit.notes !== undefined && { notes: notes ?? null }),
});

/** Only what is another now than it was. */
export function eventEdit(before: TeamEvent, after: Required<EventEdit>): EventEdit {
  const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  return {
    ...(after.title !== before.title && { title: after.title }),
    ...(!isSame(after.memberIds, before.memberIds) && { memberIds: after.memberIds }),
    ...(!isSame(after.window, before.window) && { window: after.window }),
    ...(after.allDay !== before.allDay && { allDay: after.allDay }),
    ...(after.notes !== (before.notes ?? null) && { notes: after.notes }),
  };
}
