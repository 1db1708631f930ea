import { useMutation } from '@tanstack/react-query';
import { SignedOut } from '../../session/session.ts';
import { Refused } from '../api/client.ts';
import { bodyOf, changesOf, isAtOrBelow, isOvertaken, isSame, valueAt } from '../rules/setting-changes.ts';
import { access } from './access.ts';
import { useOffice } from './office.ts';
import { typed, useTyped } from './setting-changes.ts';
import { useSettingsWords } from './settings-words.ts';
import { say, toast } from './toasts.ts';

/** A field: what is saved, what is typed over it, and what is wrong with that. */
export interface Setting<T> {
  readonly pointer: string;
  readonly saved: T;
  readonly value: T;
  readonly isChanged: boolean;
  readonly fault: string | undefined;
  /** Somebody else has saved another value meanwhile. */
  readonly isOvertaken: boolean;
  /** Not for who is signed in to change. */
  readonly isFixed: boolean;
  readonly set: (to: T) => void;
}

/** @param saved what stands there now, as far as is known here */
export function useTypedValue<T>(pointer: string, saved: T, isFixed: boolean): Setting<T> {
  const change = useTyped(({ changes }) => changes[pointer]);
  const fault = useTyped(
    ({ faults }) => Object.entries(faults).find(([at]) => isAtOrBelow(at, pointer))?.[1],
  );
  return {
    pointer,
    saved,
    value: change ? (change.to as T) : saved,
    isChanged: change !== undefined,
    fault,
    isOvertaken: change !== undefined && isOvertaken(change, saved),
    isFixed,
    set: (to) => typed.put(pointer, saved, to),
  };
}

/** Whether something below these pointers is typed and not saved. */
export const useIsChanged = (pointers: readonly string[]): boolean =>
  useTyped(({ changes }) => Object.keys(changesOf(changes, pointers)).length > 0);

/** How what is typed is saved. */
interface Saving {
  /** What the service calls the root of it: its pointers begin below. */
  readonly root: string;
  readonly pointers: readonly string[];
  /** As it stands now, in a tree by the same pointers. */
  readonly read: () => Promise<object>;
  readonly write: (body: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

/** Saves what was typed, unless others have changed just that; what is refused is said at its place. */
export function useTypedSaving() {
  const { told } = useOffice();
  const words = useSettingsWords();
  const { mutateAsync, isPending } = useMutation({
    mutationFn: async ({ root, pointers, read, write }: Saving): Promise<boolean> => {
      const mine = changesOf(typed.get().changes, pointers);
      const now = await read();
      if (Object.entries(mine).some(([pointer, change]) => isOvertaken(change, valueAt(now, pointer))))
        return false;
      await write((valueAt(bodyOf(mine), root) ?? {}) as Record<string, unknown>);
      // What was typed while this was under way is not saved.
      const done = Object.entries(mine).filter(([pointer, { to }]) =>
        isSame(typed.get().changes[pointer]?.to, to),
      );
      typed.drop(done.map(([pointer]) => pointer));
      return true;
    },
  });
  const refused = (error: unknown, { root, pointers }: Saving): void => {
    access.note(error);
    if (error instanceof SignedOut) return;
    if (!(error instanceof Refused)) return void toast(words.unreached, { tone: 'bad' });
    const errors = (error.problem.errors ?? [])
      .map(({ pointer, detail }) => [root + pointer, detail] as const)
      .filter(([pointer]) => pointers.some((one) => isAtOrBelow(pointer, one)));
    typed.refuse(Object.fromEntries(errors));
    toast(errors.length > 0 ? words.check : told.words.problem(error.problem), { tone: 'bad' });
  };
  const save = async (saving: Saving): Promise<boolean> => {
    try {
      const isSaved = await mutateAsync(saving);
      if (isSaved) say(words.saved);
      return isSaved;
    } catch (error) {
      refused(error, saving);
      return false;
    }
  };
  return { save, isSaving: isPending };
}
