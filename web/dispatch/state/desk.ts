import { SignedOut } from '../../session/session.ts';
import type { Calls } from '../api/calls.ts';
import { Refused } from '../api/client.ts';
import type { Member, Settings, Visit } from '../api/types.ts';
import { type Edit, inverse, tellsCustomer } from '../rules/drop.ts';
import { type Deed, TO } from '../rules/steps.ts';
import { firstName } from '../rules/visit.ts';
import type { Told } from '../words/told.ts';
import type { DayCache } from './day-cache.ts';
import { layOver } from './overlay.ts';
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

/** Something to be sent about a visit as it was seen, and what lies over it meanwhile. */
interface Change {
  readonly visit: Visit;
  readonly act: (seen: Visit) => Promise<Visit>;
  readonly takeOff: () => void;
  /** The same once more, when somebody was quicker. */
  readonly again: () => void;
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

  /** What was sent last about a visit, and from which version to which it led. */
  const sent = new Map<string, Promise<Visit | undefined>>();

  /**
   * Sends something about a visit, one change after the other: of our own the next one follows on, of others' it must
   * not. Whatever comes back is what the board shows then.
   */
  const send = async ({ visit, act, takeOff, again }: Change): Promise<boolean> => {
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
      return true;
    } catch (error) {
      if (error instanceof SignedOut) onSignedOut();
      else if (error instanceof Refused) await explain(error, visit, again);
      else toast(told().words.toasts.unreached, { tone: 'bad', ...retry(again) });
      return false;
    } finally {
      takeOff();
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

  const sendEdit = (visit: Visit, edit: Edit, takeOff: () => void, keepalive = false): Promise<boolean> =>
    send({
      visit,
      act: (seen) => calls.edit(seen, edit, { keepalive }),
      takeOff,
      again: () => edited(now(visit), edit),
    });

  /** Who goes, and when. One that the customer is told of waits a moment; the others are sent at once. */
  const edited = (visit: Visit, edit: Edit): void => {
    settle();
    const takeOff = layOver(visit.visitId, patchOf(edit));
    const { words } = told();
    const tells = tellsCustomer(edit, settings()?.messages.rescheduled.enabled ?? true);
    if (!tells) {
      void sendEdit(visit, edit, takeOff).then((done) => {
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
        void sendEdit(visit, edit, takeOff, leaving);
      },
      undo() {
        clearTimeout(timer);
        close();
        waiting = undefined;
        takeOff();
        say(words.toasts.undone);
      },
    };
    waiting = mine;
    timer = setTimeout(() => mine.send(), HELD);
  };
  const sendUndo = async (visit: Visit, edit: Edit): Promise<void> => {
    const takeOff = layOver(visit.visitId, patchOf(edit));
    if (await sendEdit(now(visit), edit, takeOff)) say(told().words.toasts.undone);
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
      const takeOff = layOver(visit.visitId, { hold: { since: new Date().toISOString(), reason } });
      return void send({ visit, act: (seen) => calls.hold(seen, reason), takeOff, again });
    }
    if (what === 'release')
      return void send({ visit, act: (seen) => calls.release(seen), takeOff: () => undefined, again });
    if (what === 'copy_link') return copyLink(visit.visitId);
    const to = TO[what];
    if (!to) return;
    const takeOff = layOver(visit.visitId, { status: to });
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
    const done = await send({ visit, act: step, takeOff, again });
    if (done && now(visit).status === to)
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

  addEventListener('pagehide', () => settle(true));
  return { edit: edited, deed, undo, copyLink };
}

export type Desk = ReturnType<typeof createDesk>;

const patchOf = ({ technicianIds, window }: Edit): Partial<Visit> => ({
  ...(technicianIds && { technicianIds: [...technicianIds] }),
  ...(window && { window }),
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
