import { SignedOut } from '../session/session.ts';
import { type createDayReader, NotAllowed } from './read-day.ts';
import type { createMapReader } from './read-map.ts';
import { sortDay } from './rules/day.ts';
import { wantsMap } from './rules/map.ts';
import { readAfter } from './rules/pace.ts';
import type { Visit } from './rules/visit.ts';
import type { State } from './state.ts';
import { type Tracker, Unreachable } from './tracker-client.ts';

interface FollowOptions {
  readonly days: ReturnType<typeof createDayReader>;
  readonly maps: ReturnType<typeof createMapReader>;
  readonly tracker: Tracker;
  readonly state: () => State;
  readonly change: (patch: Partial<State>) => void;
  /** What is known of the day has changed. */
  readonly onNews: () => void;
  /** Whether the service could be reached. */
  readonly onReach: (reached: boolean) => void;
  readonly onSignedOut: () => void;
}

/** Reads the day again and again, as often as it matters, while somebody looks. */
export function followDay(options: FollowOptions) {
  const { days, maps, tracker, state, change, onNews, onReach, onSignedOut } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When it is read next, epoch ms. */
  let dueAt = Number.POSITIVE_INFINITY;
  let turns = 0;

  /** When another app last reported for this technician. */
  const lastOfOthers = async (): Promise<number | undefined> => {
    const path = `/team/members/${state().me?.memberId}/device-tokens`;
    const { body } = await tracker<{ deviceTokens?: { lastSeenAt?: string }[] }>('GET', path);
    const seen = (body.deviceTokens ?? []).map(({ lastSeenAt = '' }) => Date.parse(lastSeenAt));
    const last = Math.max(...seen.filter((at) => at > 0));
    return Number.isFinite(last) ? last : undefined;
  };
  const look = async (): Promise<void> => {
    const turn = ++turns;
    const day = await days.read(state().day);
    // What was asked before the last step was taken may be told after it.
    if (turn === turns) change({ day, standing: undefined });
    if (state().otherApp) change({ otherApp: { at: await lastOfOthers() } });
    onReach(true);
    const { current } = sortDay(day.visits);
    const { fix, map } = state();
    if (current && wantsMap(current, fix, map, Date.now()))
      change({ map: await maps.read(current, fix, map) });
  };
  const read = async (): Promise<void> => {
    clearTimeout(timer);
    dueAt = Number.POSITIVE_INFINITY;
    if (!state().signedIn) return;
    try {
      await look();
    } catch (error) {
      if (error instanceof SignedOut) return onSignedOut();
      if (error instanceof NotAllowed) change({ standing: error.soon ? 'soon' : 'barred' });
      if (error instanceof Unreachable) onReach(false);
    }
    onNews();
    wait();
  };
  const wait = (): void => {
    clearTimeout(timer);
    dueAt = Number.POSITIVE_INFINITY;
    if (document.hidden) return;
    const ms = readAfter(state().day?.visits ?? [], state().fix, Date.now() + state().behind);
    dueAt = Date.now() + ms;
    timer = setTimeout(() => void read(), ms);
  };
  return {
    read,
    /** The phone is elsewhere: whoever drives off, or nears a door, does not wait until what they left would be read. */
    hurry(): void {
      const ms = readAfter(state().day?.visits ?? [], state().fix, Date.now() + state().behind);
      if (Number.isFinite(dueAt) && Date.now() + ms < dueAt) wait();
    },
    /** Somebody has got what the office wrote, and the office knows. */
    forget(messageId: string): void {
      const { day } = state();
      if (day)
        change({
          day: { ...day, messages: day.messages?.filter((one) => one.messageId !== messageId) ?? [] },
        });
    },
    /** A visit is known more closely, or newer, than it was. */
    show(visit: Visit): void {
      const { day } = state();
      if (!day) return;
      const visits = day.visits.map((one) => (one.visitId === visit.visitId ? visit : one));
      change({ day: { ...day, visits } });
      onNews();
    },
  };
}
