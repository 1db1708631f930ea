import { create } from 'zustand';

interface Action {
  readonly label: string;
  readonly act: () => void;
}

export interface Toast {
  readonly id: string;
  readonly text: string;
  /** What broke, or was refused, is said at once; the rest when there is a pause. */
  readonly tone: 'plain' | 'bad';
  /** Until when it stands, epoch ms; absent: until it is closed. */
  readonly until?: number | undefined;
  readonly action?: Action | undefined;
  readonly also?: Action | undefined;
}

interface Toasts {
  readonly toasts: readonly Toast[];
  /** What is said to who listens and not shown. */
  readonly said: string;
}

const useStore = create<Toasts>(() => ({ toasts: [], said: '' }));

export const useToasts = (): readonly Toast[] => useStore(({ toasts }) => toasts);
export const useSaid = (): string => useStore(({ said }) => said);

/** Long enough to read, and to reach for the button. */
const STANDS = 7000;

let count = 0;

/** Says something in the corner. @returns what takes it away again */
export function toast(text: string, more: Partial<Omit<Toast, 'id' | 'text'>> = {}): () => void {
  const id = `toast-${count++}`;
  const tone = more.tone ?? 'plain';
  const until = 'until' in more ? more.until : tone === 'plain' ? Date.now() + STANDS : undefined;
  useStore.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { id, text, ...more, tone, until }] }));
  if (until !== undefined) setTimeout(() => closeToast(id), Math.max(0, until - Date.now()));
  return () => closeToast(id);
}

export const closeToast = (id: string): void =>
  useStore.setState(({ toasts }) => ({ toasts: toasts.filter((one) => one.id !== id) }));

/** For who hears the page: what they have done, where a drag would land. */
export const say = (said: string): void => useStore.setState({ said });
