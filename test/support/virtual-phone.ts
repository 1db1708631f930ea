import { createLocating, type LocatingOptions, type Receiver } from '../../web/technician/locate.ts';

type Place = { readonly lat: number; readonly lng: number; readonly speed: number };

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

export interface VirtualPhoneOptions extends Pick<LocatingOptions, 'going'> {
  /** A receiver that says where it is once, when it is begun, and then only when told to. */
  readonly isLazy?: boolean;
  /** Where it is, so many milliseconds after the start. */
  readonly where: (ms: number) => Place;
}

const START = Date.parse('2026-11-20T17:00:00Z');
/** A receiver that watches reports every second, as phones' do. */
const SECOND = 1000;

/**
 * A phone in no time: a receiver that knows where it is, timers that wait for nobody, and a count of how often the page
 * was woken, things of the same moment counting once.
 */
export function createVirtualPhone({ where, going, isLazy = false }: VirtualPhoneOptions) {
  let now = START;
  let watching: Parameters<Receiver['watchPosition']>[0] | undefined;
  let timers: Timer[] = [];
  const woken = new Set<number>();
  const told = { fixes: 0, news: 0, batches: 0, lastLat: 0 };

  const later = (call: () => void, ms: number) => {
    const timer = { at: now + ms, call };
    timers.push(timer);
    return () => {
      timers = timers.filter((one) => one !== timer);
    };
  };
  const position = () => {
    const { lat, lng, speed } = where(now - START);
    return { coords: { latitude: lat, longitude: lng, accuracy: 8, speed, heading: 0 }, timestamp: now };
  };
  const receiver: Receiver = {
    watchPosition: (heard) => {
      watching = heard;
      if (isLazy) heard(position());
      return 1;
    },
    clearWatch: () => {
      watching = undefined;
    },
    getCurrentPosition: (heard) => heard(position()),
  };
  const locating = createLocating({
    surroundings: { receiver, now: () => now, behind: () => 0, later },
    going,
    battery: () => undefined,
    onFix: () => told.fixes++,
    onNews: ({ lat }) => {
      told.news++;
      told.lastLat = lat;
    },
    onFailure: () => undefined,
    onDue: () => told.batches++,
    onPace: () => undefined,
  });
  return {
    told,
    locating,
    wakeUps: () => woken.size,
    /** The receiver has something to say. */
    report: () => watching?.(position()),
    /** Lets so many milliseconds pass. */
    pass(ms: number): void {
      const end = now + ms;
      while (now < end) {
        const next = Math.min(end, ...timers.map(({ at }) => at), watching && !isLazy ? now + SECOND : end);
        now = next;
        const due = timers.filter(({ at }) => at <= now);
        timers = timers.filter(({ at }) => at > now);
        if (due.length > 0 || (watching && !isLazy)) woken.add(now);
        if (!isLazy) watching?.(position());
        for (const { call } of due) call();
      }
    },
  };
}
