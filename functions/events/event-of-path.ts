import type { BoardEvent } from '../../shared/events/event.ts';
import { findEvent } from '../../shared/events/event-store.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import type { Caller } from '../runtime/staff.ts';

/** @throws Problem 404 for an event of another account */
export async function eventOfPath({ account, path }: Caller): Promise<BoardEvent> {
  const event = await findEvent(account.accountId, path['eventId'] ?? '');
  if (!event) throw notFound();
  return event;
}
