import type { Settings, Visit } from '../api/types.ts';
import { type Edit, inverse, tellsCustomer } from '../rules/drop.ts';
import { firstName } from '../rules/visit.ts';
import { createAcknowledging } from './acknowledging.ts';
import { createBatch, patchOf } from './batch.ts';
import { createDeeds } from './deeds.ts';
import { layOver } from './overlay.ts';
import { createSending, type SendingParts } from './sending.ts';
import { say, toast } from './toasts.ts';
import { createUndoing } from './undoing.ts';

interface Parts extends SendingParts {
  readonly settings: () => Settings | undefined;
}

/** How a new visit is told of, and why it is cancelled when it is taken back. */
interface Booked {
  readonly said: string;
  readonly reason: string;
  readonly copy: string;
}

/** What the office does to visits: shown at once, sent, taken back, and what becomes of it when others were quicker. */
export function createDesk(parts: Parts) {
  const { calls, told, settings } = parts;
  const sending = createSending(parts);
  const { send, nameOf, now } = sending;
  const undoing = createUndoing(told);
  const { settle } = undoing;

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
    if (tells) {
      const act = (leaving: boolean) => void sendEdit(visit, edit, takeOff, leaving);
      undoing.wait(words.toasts.tells(firstName(visit.customer.name)), { send: act, takeOff });
      return;
    }
    void sendEdit(visit, edit, takeOff).then((done) => {
      if (done) undoing.done(saidOf(visit, edit), () => void sendUndo(visit, inverse(visit, edit)));
    });
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

  const deeds = createDeeds(parts, sending, undoing);

  /** A new visit is taken back by cancelling it; what that means for the customer is said beforehand. */
  const booked = (visit: Visit, { said, reason, copy }: Booked): void => {
    const act = undoing.remember(() => deeds.takeBack(visit, { deed: 'cancel', reason }));
    toast(said, {
      action: { label: told().words.toasts.undo, act },
      also: { label: copy, act: () => void deeds.copyLink(visit.visitId) },
    });
  };

  const batch = createBatch({ calls, told, sending, settle, remember: undoing.remember });
  const { acknowledge } = createAcknowledging(parts, undoing);

  return {
    edit: edited,
    booked,
    undo: undoing.undo,
    done: undoing.done,
    settle,
    acknowledge,
    ...deeds,
    ...batch,
  };
}

export type Desk = ReturnType<typeof createDesk>;
