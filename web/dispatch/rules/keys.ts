import type { Deed } from './steps.ts';

/** What one key does with the visit that has the focus. */
export const DEED_KEYS: Readonly<Record<string, Deed>> = {
  a: 'assign',
  r: 'reschedule',
  d: 'dispatch',
  w: 'on_my_way',
  i: 'arrived',
  e: 'complete',
  h: 'hold',
  x: 'cancel',
  c: 'copy_link',
};

/** What one key does on the board, whatever has the focus. */
export const BOARD_KEYS = {
  j: 'next',
  k: 'previous',
  n: 'new_visit',
  p: 'plan',
  '/': 'search',
  b: 'alerts',
  m: 'map',
  t: 'today',
  '[': 'day_before',
  ']': 'day_after',
  '?': 'help',
} as const;
export type BoardCommand = (typeof BOARD_KEYS)[keyof typeof BOARD_KEYS] | 'undo' | 'find';

export type Command = { readonly deed: Deed } | { readonly board: BoardCommand };

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * What a press means.
 * @param typing in a field every letter is a letter
 * @param single whether keys without Ctrl are listened to at all: who dictates may switch them off
 */
export function commandOf(
  { key, ctrlKey, metaKey, altKey }: Press,
  { typing, single }: { readonly typing: boolean; readonly single: boolean },
): Command | undefined {
  const letter = key.toLowerCase();
  if (ctrlKey || metaKey) {
    if (letter === 'k') return { board: 'find' };
    return letter === 'z' && !typing ? { board: 'undo' } : undefined;
  }
  if (typing || altKey || !single) return undefined;
  const deed = DEED_KEYS[letter];
  if (deed) return { deed };
  const board = BOARD_KEYS[letter as keyof typeof BOARD_KEYS];
  return board && { board };
}
