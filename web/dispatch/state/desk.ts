import { SignedOut } from '../../session/session.ts';
import type { Calls } from '../api/calls.ts';
import { Refused } from '../api/client.ts';
import type { Member, Settings, Visit } from '../api/types.ts';
import { type Edit, inverse, tellsCustomer } from '../rules/drop.ts';
import { type Deed, TO } from '../rules/steps.ts';
import { firstName } from '../rules/visit.ts';
import type { Told } from '../words/told.ts';
import type { DayCache } from './day-cache.ts';
import { overlay } from './overlay.ts';
import { say, toast } from './toasts.ts';

/** A change the customer is told of waits so long to be taken back. */
const HELD = 5000;

interface Parts {
  readonly calls: Calls;
  readonly cache: DayCache;
  readonly told: () => Told;
  readonly settings: () => Settings | undefined;
  readonly team: () => readonly Member[];
  readonly onSignedOut: () => void;
}

/** How a new visit is told of, and why it is cancelled when it is taken back. */
interface Booked {
  readonly said: string;
  readonly reason: string;
  readonly copy: string;
}

interface Waiting {
  send(leaving?: boolean): void;
  undo(): void;
}

/** What the office does to visits: shown at once, sent, taken back, and what becomes of it when others were quicker. */
export function createDesk({ calls, cache, told, settings, team, onSignedOut }: Parts) {
  let waiting: Waiting | undefined;
  let undoLast: (() => void) | undefined;

  const nameOf = (memberId: string | undefined): string | undefined =>
    team().find((one) => one.memberId === memberId)?.name;

  /** Sends something about a visit; whatever comes back is what the board shows then. */
  const send = async (
    visit: Visit,
    act: (now: Visit) => Promise<Visit>,
    more: { again?: () => void } = {},
  ) => {
    try {
      cache.put(await act(visit));
      overlay.drop(visit.visitId);
      return true;
    } catch (error) {
      overlay.drop(visit.visitId);
      if (error instanceof SignedOut) onSignedOut();
      else if (error instanceof Refused) await explain(error, visit, more.again);
      else toast(told().words.toasts.unreached, { tone: 'bad', ...retry(more.again) });
      return false;
    }
  };
  const retry = (act: (() => void) | undefined) =>
    act ? { action: { label: told().words.toasts.retry, act } } : {};

  /** Says who was quicker and what is possible now, after the board has gone back to what is so. */
  const explain = async (refused: Refused, visit: Visit, again: (() => void) | undefined) => {
    const { words } = told();
    const now = await calls.visit(visit.visitId).catch(() => undefined);
    if (now) cache.put(now);
    const wasOvertaken = now && now.version !== visit.version && [409, 412].includes(refused.status);
    if (!wasOvertaken) return void toast(words.problem(refused.problem), { tone: 'bad' });
    const last = (await calls.timeline(visit.visitId).catch(() => [])).at(-1);
    const who = nameOf(last?.by.memberId) ?? (last ? words.drawer.by[last.by.role] : words.toasts.somebody);
    const what = told().standing(now);
    const allowed = (refused.problem.allowed ?? []).map((status) => words.looks[status as Visit['status']]);
    const said = words.toasts.conflict(capital(who), firstName(visit.customer.name), what);
    const text = allowed.length > 0 ? `${said} ${words.toasts.allowed(allowed.join(', '))}` : said;
    toast(text, { tone: 'bad', ...(again && { action: { label: words.toasts.again, act: again } }) });
  };

  const now = (visit: Visit): Visit => cache.find(visit.visitId) ?? visit;

  const sendEdit = (visit: Visit, edit: Edit, keepalive = false): Promise<boolean> =>
    send(visit, (seen) => calls.edit(seen, edit, { keepalive }), { again: () => edited(now(visit), edit) });

  /** Who goes, and when. One that the customer is told of waits a moment; the others are sent at once. */
  const edited = (visit: Visit, edit: Edit): void => {
    settle();
    overlay.put(visit.visitId, patchOf(edit));
    const { words } = told();
    const tells = tellsCustomer(edit, settings()?.messages.rescheduled.enabled ?? true);
    if (!tells) {
      void sendEdit(visit, edit).then((done) => {
        if (!done) return;
        undoLast = () => void sendUndo(visit, inverse(visit, edit));
        toast(saidOf(visit, edit), { action: { label: words.toasts.undo, act: undo } });
      });
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const close = toast(words.toasts.tells(firstName(visit.customer.name)), {
      until: Date.now() + HELD,
      action: { label: words.toasts.undo, act: undo },
    });
    const mine: Waiting = {
      send(leaving = false) {
        clearTimeout(timer);
        close();
        if (waiting === mine) waiting = undefined;
        void sendEdit(visit, edit, leaving);
      },
      undo() {
        clearTimeout(timer);
        close();
        waiting = undefined;
        overlay.drop(visit.visitId);
        say(words.toasts.undone);
      },
    };
    waiting = mine;
    timer = setTimeout(() => mine.send(), HELD);
  };
  const sendUndo = async (visit: Visit, edit: Edit): Promise<void> => {
    overlay.put(visit.visitId, patchOf(edit));
    if (await sendEdit(now(visit), edit)) say(told().words.toasts.undone);
  };

  const saidOf = (visit: Visit, edit: Edit): string => {
    const { words, range } = told();
    const name = firstName(visit.customer.name);
    if (edit.window) return words.toasts.moved(name, range(edit.window));
    const lead = edit.technicianIds?.[0];
    return lead === undefined
      ? words.toasts.unassigned(name)
      : words.toasts.assigned(name, nameOf(lead) ?? lead);
  };

  /** What waits is sent now: something else has been begun, or the page is left. */
  const settle = (leaving = false): void => waiting?.send(leaving);

  const undo = () => {
    if (waiting) return waiting.undo();
    const last = undoLast;
    undoLast = undefined;
    last?.();
  };

  const deed = async (visit: Visit, what: Deed, reason?: string, anyway = false): Promise<void> => {
    settle();
    const again = () => void deed(now(visit), what, reason, anyway);
    if (what === 'hold' && reason) {
      overlay.put(visit.visitId, { hold: { since: new Date().toISOString(), reason } });
      return void send(visit, (seen) => calls.hold(seen, reason), { again });
    }
    if (what === 'release') return void send(visit, (seen) => calls.release(seen), { again });
    if (what === 'copy_link') return copyLink(visit.visitId);
    const to = TO[what];
    if (!to) return;
    overlay.put(visit.visitId, { status: to });
    const more = { ...(reason !== undefined && { reason }), ...(anyway && { anyway }) };
    const step = async (seen: Visit): Promise<Visit> => {
      try {
        return await calls.step(seen, to, more);
      } catch (error) {
        if (!(error instanceof Refused) || error.kind !== 'far-from-window') throw error;
        const { far, anyway: label } = told().words.toasts;
        const act = () => void deed(now(visit), what, reason, true);
        toast(far, { tone: 'bad', action: { label, act } });
        return now(visit);
      }
    };
    if (await send(visit, step, { again }))
      say(told().words.block.named([visit.customer.name, told().words.looks[to]]));
  };

  const copyLink = async (visitId: string): Promise<void> => {
    const { words } = told();
    try {
      await navigator.clipboard.writeText((await calls.link(visitId)).url);
      toast(words.toasts.copied);
    } catch (error) {
      if (error instanceof SignedOut) return onSignedOut();
      toast(error instanceof Refused ? words.problem(error.problem) : words.toasts.notCopied, {
        tone: 'bad',
      });
    }
  };

  /** A new visit is taken back by cancelling it; what that means for the customer is said beforehand. */
  const booked = (visit: Visit, { said, reason, copy }: Booked): void => {
    undoLast = () => void deed(now(visit), 'cancel', reason);
    toast(said, {
      action: { label: told().words.toasts.undo, act: undo },
      also: { label: copy, act: () => void copyLink(visit.visitId) },
    });
  };

  addEventListener('pagehide', () => settle(true));
  return { edit: edited, deed, booked, undo, copyLink };
}

export type Desk = ReturnType<typeof createDesk>;

const patchOf = ({ technicianIds, window }: Edit): Partial<Visit> => ({
  ...(technicianIds && { technicianIds: [...technicianIds] }),
  ...(window && { window }),
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
