import { SignedOut } from '../../session/session.ts';
import { Refused } from '../api/client.ts';
import type { Settings, Visit } from '../api/types.ts';
import { backOf, type Deed, lookAfter, TO, waits } from '../rules/steps.ts';
import { firstName, lookOf } from '../rules/visit.ts';
import { layOver } from './overlay.ts';
import type { Sending, SendingParts } from './sending.ts';
import { say, toast } from './toasts.ts';
import type { Undoing } from './undoing.ts';

interface Parts extends SendingParts {
  readonly settings: () => Settings | undefined;
}

interface How {
  readonly reason?: string | undefined;
  /** Although its window is far away. */
  readonly anyway?: boolean;
  readonly leaving?: boolean;
}

/** The steps of a visit's life, its hold and its link. */
export function createDeeds(
  { calls, told, onSignedOut, settings }: Parts,
  { send, now }: Sending,
  undoing: Undoing,
) {
  /** Does it: at once where it tells nobody and can be taken back, else after a moment in which it can be. */
  const deed = (visit: Visit, what: Deed, reason?: string): void => {
    if (what === 'copy_link') return void copyLink(visit.visitId);
    undoing.settle();
    const takeOff = layOver(visit.visitId, shownBy(visit, what, reason));
    const { words } = told();
    const name = firstName(visit.customer.name);
    if (waits(what, settings()?.messages)) {
      const act = (leaving: boolean) => void sendDeed(visit, what, takeOff, { reason, leaving });
      undoing.wait(words.toasts.waits[what]?.(name) ?? '', { send: act, takeOff });
      return;
    }
    void sendDeed(visit, what, takeOff, { reason }).then((isDone) => {
      const back = backOf(visit, what);
      if (isDone && back && lookOf(now(visit)) === lookAfter(visit, what))
        undoing.done(words.toasts.stands(name, words.looks[lookAfter(visit, what)]), () =>
          takeBack(visit, back),
        );
    });
  };

  /** Another deed, of which nobody is asked anything any more. */
  const takeBack = (
    visit: Visit,
    { deed: what, reason }: { readonly deed: Deed; readonly reason?: string },
  ): void => {
    undoing.settle();
    const why = reason ?? told().words.toasts.takenBack;
    const takeOff = layOver(visit.visitId, shownBy(now(visit), what, why));
    void sendDeed(now(visit), what, takeOff, { reason: why }).then((isDone) => {
      if (isDone) say(told().words.toasts.undone);
    });
  };

  const sendDeed = (visit: Visit, what: Deed, takeOff: () => void, how: How = {}): Promise<boolean> => {
    const again = () =>
      void sendDeed(now(visit), what, layOver(visit.visitId, shownBy(visit, what, how.reason)), how);
    return send({ visit, act: (seen) => ask(seen, what, how), takeOff, again });
  };

  const ask = (seen: Visit, what: Deed, how: How): Promise<Visit> => {
    if (what === 'hold') return calls.hold(seen, how.reason ?? '');
    return what === 'release' ? calls.release(seen) : step(seen, what, how);
  };

  /** Setting off long before the window is asked about once more. */
  const step = async (seen: Visit, what: Deed, how: How): Promise<Visit> => {
    const { reason, anyway, leaving = false } = how;
    const more = { ...(reason && { reason }), ...(anyway && { anyway }) };
    try {
      return await calls.step(seen, TO[what] ?? seen.status, more, { keepalive: leaving });
    } catch (error) {
      if (!(error instanceof Refused) || error.kind !== 'far-from-window') throw error;
      const { far, anyway: label } = told().words.toasts;
      const takeOff = () => layOver(seen.visitId, shownBy(seen, what));
      const act = () => void sendDeed(now(seen), what, takeOff(), { ...how, anyway: true });
      toast(far, { tone: 'bad', action: { label, act } });
      return now(seen);
    }
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
  return { deed, takeBack, copyLink };
}

/** What a visit looks like while the service has not answered yet. */
function shownBy(visit: Visit, what: Deed, reason = ''): Partial<Visit> {
  if (what === 'hold') return { hold: { since: new Date().toISOString(), reason } };
  if (what === 'release') return { hold: undefined } as unknown as Partial<Visit>;
  return { status: TO[what] ?? visit.status };
}
