import { SignedOut } from '../../session/session.ts';
import type { Calls } from '../api/calls.ts';
import { Refused } from '../api/client.ts';
import type { Member, Visit } from '../api/types.ts';
import { firstName } from '../rules/visit.ts';
import type { Told } from '../words/told.ts';
import type { DayCache } from './day-cache.ts';
import { toast } from './toasts.ts';

export interface SendingParts {
  readonly calls: Calls;
  readonly cache: DayCache;
  readonly told: () => Told;
  readonly team: () => readonly Member[];
  readonly onSignedOut: () => void;
}

/** Something to be sent about a visit as it was seen, and what lies over it meanwhile. */
interface Change {
  readonly visit: Visit;
  readonly act: (seen: Visit) => Promise<Visit>;
  readonly takeOff: () => void;
  /** The same once more, when somebody was quicker. */
  readonly again: () => void;
}

/** Why something was not done, as it is told; and what trying once more would be called. */
export interface Refusal {
  readonly text: string;
  readonly again?: string;
}

/** Sends changes of visits, and tells what became of those that others were quicker with. */
export function createSending({ calls, cache, told, team, onSignedOut }: SendingParts) {
  const nameOf = (memberId: string | undefined): string | undefined =>
    team().find((one) => one.memberId === memberId)?.name;

  /** What was sent last about a visit, and from which version to which it led. */
  const sent = new Map<string, Promise<Visit | undefined>>();

  /**
   * Sends something about a visit, one change after the other: of our own the next one follows on, of others' it must
   * not. Whatever comes back is what the board shows then.
   * @returns why it was not done, where it was not
   */
  const attempt = async ({ visit, act, takeOff }: Omit<Change, 'again'>): Promise<Refusal | undefined> => {
    const before = sent.get(visit.visitId);
    const sending = (async () => {
      const left = await before;
      const seen =
        left && left.version > visit.version && cache.find(visit.visitId)?.version === left.version;
      return act(seen ? { ...visit, version: left.version } : visit);
    })();
    sent.set(
      visit.visitId,
      sending.catch(() => undefined),
    );
    try {
      cache.put(await sending);
      return undefined;
    } catch (error) {
      if (error instanceof Refused) return await explain(error, visit);
      const { words } = told();
      if (!(error instanceof SignedOut)) return { text: words.toasts.unreached, again: words.toasts.retry };
      onSignedOut();
      // That they have to sign in again says it all.
      return { text: '' };
    } finally {
      takeOff();
    }
  };

  /** Sends it, and says why where it was not done. */
  const send = async ({ again, ...change }: Change): Promise<boolean> => {
    const refusal = await attempt(change);
    if (refusal) tell(refusal, again);
    return !refusal;
  };
  const tell = ({ text, again: label }: Refusal, act: () => void): void => {
    if (text) toast(text, { tone: 'bad', ...(label !== undefined && { action: { label, act } }) });
  };

  /** Who was quicker and what is possible now, after the board has gone back to what is so. */
  const explain = async (refused: Refused, visit: Visit): Promise<Refusal> => {
    const { words } = told();
    const now = await calls.visit(visit.visitId).catch(() => undefined);
    if (now) cache.put(now);
    const wasOvertaken = now && now.version !== visit.version && [409, 412].includes(refused.status);
    if (!wasOvertaken) return { text: words.problem(refused.problem) };
    const last = (await calls.timeline(visit.visitId).catch(() => [])).at(-1);
    const who = nameOf(last?.by.memberId) ?? (last ? words.drawer.by[last.by.role] : words.toasts.somebody);
    const what = told().standing(now);
    const allowed = (refused.problem.allowed ?? []).map((status) => words.looks[status as Visit['status']]);
    const said = words.toasts.conflict(capital(who), firstName(visit.customer.name), what);
    const text = allowed.length > 0 ? `${said} ${words.toasts.allowed(allowed.join(', '))}` : said;
    return { text, again: words.toasts.again };
  };
  return {
    attempt,
    send,
    tell,
    nameOf,
    /** A visit as it is known by now. */
    now: (visit: Visit): Visit => cache.find(visit.visitId) ?? visit,
  };
}

export type Sending = ReturnType<typeof createSending>;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
