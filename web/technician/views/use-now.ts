import { useEffect, useState } from 'preact/hooks';

const BUSY_MS = 500;
const CALM_MS = 5000;

/** The time, as often as the screen needs it, and not at all while nobody looks. */
export function useNow(busy: boolean): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const tick = () => {
      if (!document.hidden) setNow(Date.now());
    };
    tick();
    const timer = setInterval(tick, busy ? BUSY_MS : CALM_MS);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [busy]);
  // Something has changed since the last tick: what is told of it must not lie before it.
  return Math.max(now, busy ? Date.now() : now);
}
