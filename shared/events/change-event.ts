import { type Idempotency, idempotencyWrite } from '../kernel/idempotency-store.ts';
import { newId } from '../kernel/ids.ts';
import { conflict, impossible, notFound } from '../kernel/problem.ts';
import { transact } from '../kernel/table.ts';
import { epoch, instant } from '../kernel/time.ts';
import { findMembers } from '../team/member-store.ts';
import type { BoardEvent } from './event.ts';
import { eventFact } from './event-fact.ts';
import { eventRemoval, eventWrite, findEvent, LONGEST_EVENT, Overtaken } from './event-store.ts';

type Told = Pick<BoardEvent, 'title' | 'window'> & {
  readonly memberIds?: readonly string[] | undefined;
  readonly allDay?: boolean | undefined;
  readonly notes?: string | undefined;
};

/** @throws Problem 422 for a window that is none, and for who is not of the team */
export async function createEvent(
  accountId: string,
  { title, window, memberIds = [], allDay, notes }: Told,
  now: number,
  idempotency?: Idempotency,
): Promise<BoardEvent> {
  await mustBePossible(accountId, { window, memberIds });
  const at = instant(now);
  const event: BoardEvent = {
    eventId: newId('event'),
    accountId,
    title,
    memberIds: [...new Set(memberIds)],
    window,
    ...(allDay !== undefined && { allDay }),
    ...(notes !== undefined && { notes }),
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  const guard = idempotency ? [idempotencyWrite(idempotency, { eventId: event.eventId })] : [];
  await transact([eventWrite(event), eventFact('event.created', event), ...guard]);
  return event;
}

/** What a request says of an event: null takes away, what is left out stays. */
type Changes = { readonly [name in keyof Told]?: Told[name] | null | undefined };

/** @throws Problem 422 as above, 404 for one that is gone, 409 when others keep changing it */
export async function changeEvent(event: BoardEvent, changes: Changes, now: number): Promise<BoardEvent> {
  const { window = null, memberIds = null } = changes;
  await mustBePossible(event.accountId, {
    ...(window && { window }),
    ...(memberIds && { memberIds }),
  });
  return unlessOvertaken(event, async (current) => {
    const told = Object.entries({ ...current, ...given(changes) }).filter(([, value]) => value !== null);
    const after = next(Object.fromEntries(told) as unknown as BoardEvent, now);
    await transact([eventWrite(after, current), eventFact('event.changed', after)]);
    return after;
  });
}

const given = (changes: Changes) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));

const next = (event: BoardEvent, now: number): BoardEvent => ({
  ...event,
  version: event.version + 1,
  updatedAt: instant(now),
});

export const deleteEvent = (event: BoardEvent, now: number): Promise<void> =>
  unlessOvertaken(event, (current) =>
    transact([eventRemoval(current), eventFact('event.deleted', next(current, now))]),
  );

const TRIES = 3;

async function unlessOvertaken<T>(
  event: BoardEvent,
  change: (current: BoardEvent) => Promise<T>,
): Promise<T> {
  let current = event;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    try {
      return await change(current);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      const again = await findEvent(event.accountId, event.eventId);
      if (!again) throw notFound();
      current = again;
    }
  }
  throw conflict('busy', 'Others keep changing this event; try again.');
}

async function mustBePossible(
  accountId: string,
  { window, memberIds = [] }: { window?: Told['window']; memberIds?: readonly string[] },
): Promise<void> {
  if (window) {
    const length = epoch(window.end) - epoch(window.start);
    if (length <= 0) throw impossible('/window/end', 'must be after the start');
    if (length > LONGEST_EVENT) throw impossible('/window/end', 'must be within 62 days after the start');
  }
  const team = new Map((await findMembers(memberIds)).map((member) => [member.memberId, member]));
  const stranger = memberIds.findIndex((id) => {
    const member = team.get(id);
    return member?.accountId !== accountId || !(member.active || member.invite);
  });
  if (stranger >= 0) throw impossible(`/memberIds/${stranger}`, 'must be a member of this team');
}
