import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for the page, and none while nobody looks. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  document.addEventListener('visibilitychange', listener);
  return () => {
    listeners.delete(listener);
    document.removeEventListener('visibilitychange', listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const tick = (): void => {
  if (document.hidden) return;
  for (const listener of listeners) listener();
};

/** The time, epoch ms, in steps: whoever tells minutes is drawn anew once a minute. */
export const useNow = (step: number): number =>
  useSyncExternalStore(subscribe, () => Math.floor(Date.now() / step) * step);
