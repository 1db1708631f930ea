import type { Instant } from '../kernel/time.ts';

/** Something of a day that is no visit: a training, a day off, the van at the garage. */
export interface BoardEvent {
  readonly eventId: string;
  readonly accountId: string;
  readonly title: string;
  /** Whose it is; everybody's, when nobody is named. */
  readonly memberIds: readonly string[];
  readonly window: { readonly start: Instant; readonly end: Instant };
  /** The days it touches are shown as whole days. */
  readonly allDay?: boolean;
  readonly notes?: string;
  /** Grows by one with every change. */
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export const eventKey = (eventId: string) => ({ pk: `EVENT#${eventId}`, sk: 'EVENT' });

/** Whether somebody has it in their day. */
export const concerns = ({ memberIds }: BoardEvent, memberId: string): boolean =>
  memberIds.length === 0 || memberIds.includes(memberId);
