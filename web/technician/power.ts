/** What the phone tells of its battery; few do. */
export interface Battery {
  /** Percent. */
  readonly level: number;
  readonly charging: boolean;
}

interface BatteryManager extends EventTarget {
  readonly level: number;
  readonly charging: boolean;
}

const LOW = 20;

export const isLow = (battery: Battery | undefined): boolean =>
  battery !== undefined && battery.level < LOW && !battery.charging;

/** Tells of the battery now and whenever it changes, where the phone does. */
export async function watchBattery(tell: (battery: Battery) => void): Promise<void> {
  const asked = (navigator as { getBattery?: () => Promise<BatteryManager> }).getBattery?.();
  const manager = await asked?.catch(() => undefined);
  if (!manager) return;
  const say = () => tell({ level: Math.round(manager.level * 100), charging: manager.charging });
  for (const name of ['levelchange', 'chargingchange']) manager.addEventListener(name, say);
  say();
}

/** Keeps the screen on while it is wanted: a page that is not seen gets no positions. */
export function createWakeLock() {
  let held: WakeLockSentinel | undefined;
  let wanted = false;
  const take = async () => {
    if (!wanted || document.hidden || (held && !held.released)) return;
    // The phone may refuse, to spare its battery: then the screen goes dark, and the pill will say so.
    held = await navigator.wakeLock?.request('screen').catch(() => undefined);
    if (!wanted) await held?.release();
  };
  document.addEventListener('visibilitychange', () => void take());
  return (want: boolean): void => {
    wanted = want;
    if (want) void take();
    else void held?.release().catch(() => undefined);
  };
}
