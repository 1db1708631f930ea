import type * as z from 'zod/mini';
import type { SettingsChange } from './contract.ts';
import type { Account, Settings } from './settings.ts';

type Tree = { readonly [key: string]: unknown };

/** Settings with a part of them changed: objects are merged, lists and values replaced, null takes away. */
export const mergeSettings = (settings: Settings, change: z.infer<typeof SettingsChange>): Settings =>
  merge(settings as unknown as Tree, change) as unknown as Settings;

function merge(whole: Tree, change: Tree): Tree {
  const merged: Record<string, unknown> = { ...whole };
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete merged[key];
    else if (isTree(value)) merged[key] = merge(isTree(merged[key]) ? merged[key] : {}, value);
    else if (value !== undefined) merged[key] = value;
  }
  return merged;
}

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The settings as the API answers them. */
export const toSettingsBody = ({ settings, enabled }: Account) => {
  const { company, ...rest } = settings;
  return { company, enabled, ...rest };
};
