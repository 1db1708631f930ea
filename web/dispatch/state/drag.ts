import { create } from 'zustand';
import type { Visit } from '../api/types.ts';

/** A visit in the hand: where it comes from, and where it would land. */
export interface Drag {
  readonly visit: Visit;
  readonly from: string;
  readonly to: string;
  /** When it would begin, epoch ms; and whether that may change. */
  readonly start: number;
  readonly free: boolean;
}

interface Dragging {
  readonly drag: Drag | undefined;
}

/** Apart from all else that is open: while something is dragged only what shows it is drawn anew. */
export const useDrag = create<Dragging>(() => ({ drag: undefined }));

export const setDrag = (drag: Drag | undefined): void => useDrag.setState({ drag });
