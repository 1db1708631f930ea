import { useMemo } from 'react';
import { createTracker } from '../api/client.ts';
import { createSettingsCalls, type SettingsCalls } from '../api/settings-calls.ts';
import type { Schema, Settings } from '../api/types.ts';
import { valueAt } from '../rules/setting-changes.ts';
import { useOffice } from './office.ts';
import { typed } from './setting-changes.ts';
import { type Setting, useTypedSaving, useTypedValue } from './typed-saving.ts';

const SETTINGS = ['settings'] as const;

/** What the settings ask of the service. */
export function useSettingsCalls(): SettingsCalls {
  const { session } = useOffice();
  return useMemo(() => createSettingsCalls(createTracker(session)), [session]);
}

/** One setting, by where it stands among them. */
export function useSetting<T>(pointer: string): Setting<T> {
  const { settings, me } = useOffice();
  return useTypedValue(pointer, valueAt(settings, pointer) as T, me.role !== 'owner');
}

/** Saves settings: those that are typed below some pointers, or one as it is thrown. */
export function useSaving() {
  const { queries } = useOffice();
  const calls = useSettingsCalls();
  const { save: saveTyped, isSaving } = useTypedSaving();
  const keep = (settings: Settings): Settings => {
    queries.setQueryData<Settings>(SETTINGS, settings);
    return settings;
  };
  const save = (pointers: readonly string[]): Promise<boolean> =>
    saveTyped({
      root: '',
      pointers,
      read: async () => keep(await calls.settings()),
      write: async (body) => keep(await calls.change(body as Schema<'SettingsChange'>)),
    });
  /** A switch is saved at once, and falls back where that fails. */
  const saveAtOnce = async <T>({ pointer, set }: Setting<T>, to: T): Promise<void> => {
    set(to);
    if (!(await save([pointer]))) typed.drop([pointer]);
  };
  return { save, saveAtOnce, isSaving };
}
