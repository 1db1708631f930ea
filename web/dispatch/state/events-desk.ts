import type { QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { SignedOut } from '../../session/session.ts';
import { createTracker, Refused } from '../api/client.ts';
import { createEventCalls, type EventCalls, type EventChange, type NewEvent } from '../api/event-calls.ts';
import type { TeamEvent } from '../api/types.ts';
import { type EventEdit, eventBefore } from '../rules/team-event.ts';
import type { Told } from '../words/told.ts';
import { access } from './access.ts';
import { EVENTS } from './day-cache.ts';
import type { Desk } from './desk.ts';
import { useOffice } from './office.ts';
import { toast } from './toasts.ts';

interface Parts {
  readonly calls: EventCalls;
  readonly queries: QueryClient;
  readonly told: Told;
  /** Says what was done, with a way to take it back. */
  readonly done: Desk['done'];
}

/** What the office does to what is no visit: shown at once, sent, and taken back. */
function createEventsDesk({ calls, queries, told, done }: Parts) {
  const { toasts, problem } = told.words;
  const readAnew = () => queries.invalidateQueries({ queryKey: [EVENTS] });
  const show = (eventId: string, event?: TeamEvent) =>
    queries.setQueriesData<readonly TeamEvent[]>({ queryKey: [EVENTS] }, (events) =>
      events?.flatMap((one) => (one.eventId !== eventId ? [one] : event ? [event] : [])),
    );

  /** Whatever went wrong is said, and what is so is shown again. */
  const tried = async <T>(act: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await act();
    } catch (error) {
      if (error instanceof SignedOut) access.expire();
      else toast(error instanceof Refused ? problem(error.problem) : toasts.unreached, { tone: 'bad' });
      return undefined;
    } finally {
      void readAnew();
    }
  };

  const create = async (body: NewEvent): Promise<boolean> => {
    const event = await tried(() => calls.create(body));
    if (event) done(toasts.eventThere(event.title), () => void remove(event));
    return event !== undefined;
  };
  const change = async (event: TeamEvent, edit: EventEdit): Promise<boolean> => {
    show(event.eventId, { ...event, ...edit, notes: edit.notes ?? event.notes } as TeamEvent);
    const after = await tried(() => calls.change(event.eventId, edit as EventChange));
    if (!after) return false;
    show(event.eventId, after);
    done(
      toasts.moved(after.title, told.range(after.window)),
      () => void change(after, eventBefore(event, edit)),
    );
    return true;
  };
  const remove = async (event: TeamEvent): Promise<boolean> => {
    show(event.eventId);
    const gone = await tried(async () => {
      await calls.remove(event.eventId);
      return true;
    });
    const { title, memberIds, window, allDay, notes } = event;
    const again = { title, memberIds, window, allDay, ...(notes !== undefined && { notes }) };
    if (gone) done(toasts.eventGone(title), () => void create(again));
    return gone ?? false;
  };
  return { create, change, remove };
}

export function useEventsDesk() {
  const { session, queries, told, desk } = useOffice();
  return useMemo(
    () =>
      createEventsDesk({ calls: createEventCalls(createTracker(session)), queries, told, done: desk.done }),
    [session, queries, told, desk],
  );
}
