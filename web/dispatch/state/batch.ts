import type { Calls } from '../api/calls.ts';
import type { Visit } from '../api/types.ts';
import { type Edit, inverse } from '../rules/drop.ts';
import type { Told } from '../words/told.ts';
import { layOver } from './overlay.ts';
import type { Refusal, Sending } from './sending.ts';
import { say, toast } from './toasts.ts';

/** One of several changes that somebody has made with one hand. */
export interface Change {
  readonly visit: Visit;
  readonly edit: Edit;
}

interface Parts {
  readonly calls: Calls;
  readonly told: () => Told;
  readonly sending: Sending;
  /** Sends what still waits. */
  readonly settle: () => void;
  /** Becomes what Ctrl Z does, and hands that back. */
  readonly remember: (undo: () => void) => () => void;
}

/** So many are on their way at once: the service is asked, not stormed. */
const AT_ONCE = 4;

/** Several visits changed as one: shown at once, each sent for itself, taken back together. */
export function createBatch({ calls, told, sending, settle, remember }: Parts) {
  /** @returns those that were done; the others are told in one breath, with a way to do them after all */
  const sendAll = async (changes: readonly Change[], again: (left: readonly Change[]) => void) => {
    const ready = changes.map((change) => ({
      ...change,
      takeOff: layOver(change.visit.visitId, patchOf(change.edit)),
    }));
    const done: Change[] = [];
    const refused: { readonly change: Change; readonly refusal: Refusal }[] = [];
    for (let index = 0; index < ready.length; index += AT_ONCE)
      await Promise.all(
        ready.slice(index, index + AT_ONCE).map(async ({ takeOff, ...change }) => {
          const act = (seen: Visit) => calls.edit(seen, change.edit);
          const refusal = await sending.attempt({ visit: change.visit, act, takeOff });
          if (refusal) refused.push({ change, refusal });
          else done.push(change);
        }),
      );
    const [first] = refused;
    if (first) {
      const said = [...new Set(refused.map(({ refusal }) => refusal.text))].join(' ');
      const label = refused.find(({ refusal }) => refusal.again)?.refusal.again;
      const left = refused.map(({ change }) => ({ ...change, visit: sending.now(change.visit) }));
      sending.tell({ text: said, ...(label !== undefined && { again: label }) }, () => again(left));
    }
    return done;
  };

  /** @param said what was done, by how many of them were */
  const editAll = async (changes: readonly Change[], said: (count: number) => string): Promise<void> => {
    settle();
    const done = await sendAll(changes, (left) => void editAll(left, said));
    if (done.length === 0) return;
    const act = remember(() => void takeBack(done));
    toast(said(done.length), { action: { label: told().words.toasts.undo, act } });
  };

  const takeBack = async (done: readonly Change[]): Promise<void> => {
    const changes = done.map(({ visit, edit }) => ({
      visit: sending.now(visit),
      edit: inverse(visit, edit),
    }));
    const left = await sendAll(changes, (others) => void sendAll(others, () => undefined));
    if (left.length > 0) say(told().words.toasts.undone);
  };
  return { editAll };
}

/** What a visit looks like once an edit is done. */
export const patchOf = ({ technicianIds, window }: Edit): Partial<Visit> => ({
  ...(technicianIds && { technicianIds: [...technicianIds] }),
  ...(window && { window }),
});
