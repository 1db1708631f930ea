import { create } from 'zustand';
import type { Visit } from '../api/types.ts';

/** One change of this page's: of two, the later one lies on top. */
interface Layer {
  readonly visitId: string;
  readonly patch: Partial<Visit>;
}

/** What this page has changed and the service has not yet said: shown at once, over what was read. */
interface Overlay {
  readonly layers: readonly Layer[];
}

const useStore = create<Overlay>(() => ({ layers: [] }));

export const useOverlay = (): readonly Layer[] => useStore(({ layers }) => layers);

/** Lays a change over a visit. @returns what takes it off again */
export function layOver(visitId: string, patch: Partial<Visit>): () => void {
  const layer = { visitId, patch };
  useStore.setState(({ layers }) => ({ layers: [...layers, layer] }));
  return () => useStore.setState(({ layers }) => ({ layers: layers.filter((one) => one !== layer) }));
}

export function withOverlay(visits: readonly Visit[], layers: readonly Layer[]): readonly Visit[] {
  if (layers.length === 0) return visits;
  return visits.map((visit) => {
    const patches = layers.filter(({ visitId }) => visitId === visit.visitId).map(({ patch }) => patch);
    return patches.length === 0 ? visit : Object.assign({}, visit, ...patches);
  });
}
