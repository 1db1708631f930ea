import { create } from 'zustand';
import type { Visit } from '../api/types.ts';

/** What this page has changed and the service has not yet said: shown at once, over what was read. */
interface Overlay {
  readonly of: Readonly<Record<string, Partial<Visit>>>;
}

const useStore = create<Overlay>(() => ({ of: {} }));

export const useOverlay = (): Overlay['of'] => useStore(({ of }) => of);

export const overlay = {
  put: (visitId: string, patch: Partial<Visit>) =>
    useStore.setState(({ of }) => ({ of: { ...of, [visitId]: { ...of[visitId], ...patch } } })),
  drop: (visitId: string) => useStore.setState(({ of: { [visitId]: _, ...of } }) => ({ of })),
};

export const withOverlay = (visits: readonly Visit[], of: Overlay['of']): readonly Visit[] =>
  Object.keys(of).length === 0
    ? visits
    : visits.map((visit) => (of[visit.visitId] ? { ...visit, ...of[visit.visitId] } : visit));
