import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { SignedOut } from '../../session/session.ts';
import { createTracker, Refused } from '../api/client.ts';
import { createSettingsCalls, type SettingsCalls } from '../api/settings-calls.ts';
import type { Schema, Settings } from '../api/types.ts';
import { bodyOf, changesOf, isAtOrBelow, isOvertaken, isSame, valueAt } from '../rules/setting-changes.ts';
import { access } from './access.ts';
import { useOffice } from './office.ts';
import { typed, useTyped } from './setting-changes.ts';
import { useSettingsWords } from './settings-words.ts';
import { say, toast } from './toasts.ts';

const SETTINGS = ['settings'] as const;

/** What the settings ask of the service. */
export function useSettingsCalls(): SettingsCalls {
  const { session } = useOffice();
  return useMemo(() => createSettingsCalls(createTracker(session)), [session]);
}

/** One setting: what is saved, what is typed over it, and what is wrong with that. */
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

export function useSetting<T>(pointer: string): Setting<T> {
  const { settings, me } = useOffice();
  const change = useTyped(({ changes }) => changes[pointer]);
  const fault = useTyped(
    ({ faults }) => Object.entries(faults).find(([at]) => isAtOrBelow(at, pointer))?.[1],
  );
  const saved = valueAt(settings, pointer) as T;
  return {
    pointer,
    saved,
    value: change ? (change.to as T) : saved,
    isChanged: change !== undefined,
    fault,
    isOvertaken: change !== undefined && isOvertaken(change, saved),
    isFixed: me.role !== 'owner',
    set: (to) => typed.put(pointer, saved, to),
  };
}

/** Whether something below these pointers is typed and not saved. */
export const useIsChanged = (pointers: readonly string[]): boolean =>
  useTyped(({ changes }) => Object.keys(changesOf(changes, pointers)).length > 0);

/** Saves what was typed below some pointers, unless others have changed just that; what is refused is said at its place. */
export function useSaving() {
  const { queries, told } = useOffice();
  const calls = useSettingsCalls();
  const words = useSettingsWords();
  const { mutateAsync, isPending } = useMutation({
    mutationFn: async (pointers: readonly string[]): Promise<boolean> => {
      const mine = changesOf(typed.get().changes, pointers);
      const now = await calls.settings();
      queries.setQueryData<Settings>(SETTINGS, now);
      if (Object.entries(mine).some(([pointer, change]) => isOvertaken(change, valueAt(now, pointer))))
        return false;
      const saved = await calls.change(bodyOf(mine) as Schema<'SettingsChange'>);
      queries.setQueryData<Settings>(SETTINGS, saved);
      // What was typed while this was under way is not saved.
      const done = Object.entries(mine).filter(([pointer, { to }]) =>
        isSame(typed.get().changes[pointer]?.to, to),
      );
      typed.drop(done.map(([pointer]) => pointer));
      return true;
    },
  });
  const refused = (error: unknown, pointers: readonly string[]): void => {
    access.note(error);
    if (error instanceof SignedOut) return;
    if (!(error instanceof Refused)) return void toast(words.unreached, { tone: 'bad' });
    const errors = (error.problem.errors ?? []).filter(({ pointer }) =>
      pointers.some((one) => isAtOrBelow(pointer, one)),
    );
    typed.refuse(Object.fromEntries(errors.map(({ pointer, detail }) => [pointer, detail])));
    toast(errors.length > 0 ? words.check : told.words.problem(error.problem), { tone: 'bad' });
  };
  const save = async (pointers: readonly string[]): Promise<boolean> => {
    try {
      const isSaved = await mutateAsync(pointers);
      if (isSaved) say(words.saved);
      return isSaved;
    } catch (error) {
      refused(error, pointers);
      return false;
    }
  };
  /** A switch is saved as it is thrown, and falls back where that fails. */
  const saveAtOnce = async <T>({ pointer, set }: Setting<T>, to: T): Promise<void> => {
    set(to);
    if (!(await save([pointer]))) typed.drop([pointer]);
  };
  return { save, saveAtOnce, isSaving: isPending };
}
