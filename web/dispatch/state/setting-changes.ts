import { create } from 'zustand';
import { type Changes, changesOf, isAtOrBelow, withChange } from '../rules/setting-changes.ts';

const KEPT = 'dispatch-settings';

interface Typed {
  readonly changes: Changes;
  /** What the service would not take, by where. */
  readonly faults: Readonly<Record<string, string>>;
}

const kept = (): Changes => {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
  } catch {
    return {};
  }
};

export const useTyped = create<Typed>(() => ({ changes: kept(), faults: {} }));

useTyped.subscribe(({ changes }) => {
  if (Object.keys(changes).length > 0) sessionStorage.setItem(KEPT, JSON.stringify(changes));
  else sessionStorage.removeItem(KEPT);
});

addEventListener('beforeunload', (event) => {
  if (Object.keys(useTyped.getState().changes).length > 0) event.preventDefault();
});

/** What was typed over the settings and is not saved: over other pages, a reload, and signing in again. */
export const typed = {
  get: useTyped.getState,
  put(pointer: string, saved: unknown, to: unknown): void {
    useTyped.setState(({ changes, faults }) => ({
      changes: withChange(changes, pointer, saved, to),
      faults: without(faults, pointer),
    }));
  },
  /** Whatever others have saved there, this is to replace it. */
  insist: (pointer: string, saved: unknown): void =>
    useTyped.setState(({ changes }) => {
      const change = changes[pointer];
      return change ? { changes: { ...changes, [pointer]: { from: saved, to: change.to } } } : {};
    }),
  drop(pointers: readonly string[]): void {
    useTyped.setState(({ changes, faults }) => {
      const gone = changesOf(changes, pointers);
      const rest = Object.entries(changes).filter(([pointer]) => !(pointer in gone));
      return { changes: Object.fromEntries(rest), faults: pointers.reduce(without, faults) };
    });
  },
  refuse: (faults: Typed['faults']): void =>
    useTyped.setState((before) => ({ faults: { ...before.faults, ...faults } })),
};

const without = (faults: Typed['faults'], above: string): Typed['faults'] =>
  Object.fromEntries(Object.entries(faults).filter(([pointer]) => !isAtOrBelow(pointer, above)));
