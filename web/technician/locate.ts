import { byThisClock } from './rules/clock.ts';
import { type Fix, type Going, isNews, metersBetween, type Pace, paceFor } from './rules/pace.ts';

interface Position {
  readonly coords: {
    readonly latitude: number;
    readonly longitude: number;
    readonly accuracy: number;
    readonly speed: number | null;
    readonly heading: number | null;
  };
  /** Epoch ms. */
  readonly timestamp: number;
}

type Ask<T> = (
  heard: (position: Position) => void,
  failed: (why: { code: number }) => void,
  how: object,
) => T;

/** A receiver: of what browsers have, what is used of it. */
export interface Receiver {
  watchPosition: Ask<number>;
  getCurrentPosition: Ask<void>;
  clearWatch(watch: number): void;
}

/** What is behind the page: real, or a test's. */
export interface Surroundings {
  readonly receiver: Receiver;
  readonly now: () => number;
  /** How far its clock is off, milliseconds. */
  readonly behind: () => number;
  /** Calls back after so many milliseconds. @returns how to keep it from that */
  readonly later: (call: () => void, ms: number) => () => void;
}

export interface LocatingOptions {
  readonly surroundings: Surroundings;
  /** What the pace depends on, but for what the fixes tell. */
  readonly going: () => Omit<Going, 'speed' | 'metersToGo'> & { readonly goal?: Goal | undefined };
  readonly battery: () => number | undefined;
  readonly onFix: (fix: Fix) => void;
  /** Of those, what is worth sending. */
  readonly onNews: (fix: Fix) => void;
  readonly onFailure: (failure: 'denied' | 'none') => void;
  /** It is time to send what waits. */
  readonly onDue: () => void;
  readonly onPace: (pace: Pace) => void;
}

interface Goal {
  readonly lat: number;
  readonly lng: number;
}

/**
 * Asks the phone where it is, as often as it matters: the receiver stays on while every few metres count, and is asked
 * once in a while otherwise, so that it, and the page, can rest.
 */
export function createLocating(options: LocatingOptions) {
  const { receiver, now, behind, later } = options.surroundings;
  let pace: Pace = paceFor({ status: 'between', lowBattery: false });
  let latest: Fix | undefined;
  let kept: Fix | undefined;
  let watch: number | undefined;
  let on = false;
  let heardAt = 0;
  let isOwing = false;
  let cancelAsk = () => {};
  let cancelSend = () => {};

  const keep = (fix: Fix) => {
    kept = fix;
    options.onNews(fix);
  };
  /** A batch that waited for a last fix has it, or will not get it. */
  const settle = () => {
    if (isOwing) options.onDue();
    isOwing = false;
  };
  const heard = (position: Position) => {
    if (!on) return;
    const at = byThisClock(position.timestamp, now(), behind());
    const fix = toFix(position, at, options.battery());
    latest = fix;
    heardAt = now();
    options.onFix(fix);
    if (isNews(fix, kept, pace)) keep(fix);
    settle();
    adapt();
  };
  const failed = ({ code }: { code: number }) => {
    if (!on) return;
    options.onFailure(code === 1 ? 'denied' : 'none');
    settle();
  };
  const ask = () => receiver.getCurrentPosition(heard, failed, PRECISELY);
  const stopAsking = () => {
    if (watch !== undefined) receiver.clearWatch(watch);
    watch = undefined;
    cancelAsk();
  };
  const askAgain = () => {
    cancelAsk = later(() => {
      ask();
      askAgain();
    }, pace.keep * 1000);
  };
  const askAnew = () => {
    stopAsking();
    if (pace.watches) watch = receiver.watchPosition(heard, failed, PRECISELY);
    else askAgain();
  };
  const sendAgain = () => {
    cancelSend = later(() => {
      due();
      sendAgain();
    }, pace.send * 1000);
  };
  const due = () => {
    // What was passed over for coming too soon is where the phone is, if nothing has come since.
    if (latest && latest !== kept) keep(latest);
    // A receiver that watches may say nothing while the van stands; begun anew, it says where. That is no silence.
    isOwing = !isOwing && pace.watches && now() - heardAt > 1000 * pace.keep;
    if (isOwing) askAnew();
    else options.onDue();
  };
  const follow = (next: Pace) => {
    const was = pace;
    pace = next;
    options.onPace(pace);
    if (!(was.watches && pace.watches) && (was.watches !== pace.watches || was.keep !== pace.keep)) askAnew();
    if (was.send === pace.send) return;
    cancelSend();
    if (was.send > pace.send) options.onDue();
    sendAgain();
  };
  const adapt = () => {
    const { goal, ...going } = options.going();
    const next = paceFor({
      ...going,
      speed: latest?.speed ?? 0,
      metersToGo: goal && latest ? metersBetween(goal, latest) : undefined,
    });
    if (next !== pace) follow(next);
  };
  return {
    start() {
      if (on) return;
      on = true;
      kept = undefined;
      const { goal: _, ...going } = options.going();
      pace = paceFor(going);
      options.onPace(pace);
      askAnew();
      if (!pace.watches) ask();
      sendAgain();
    },
    /** A step was taken, the battery fell: how often may be another question now. */
    adapt: () => on && adapt(),
    stop() {
      on = false;
      stopAsking();
      cancelSend();
    },
    isOn: () => on,
    latest: () => latest,
  };
}

/** A receiver that needs longer has no view of the sky. */
const PRECISELY = { enableHighAccuracy: true, maximumAge: 0, timeout: 20_000 };

function toFix({ coords }: Position, at: number, battery: number | undefined): Fix {
  const { latitude, longitude, accuracy, speed, heading } = coords;
  return {
    at: new Date(at).toISOString(),
    lat: latitude,
    lng: longitude,
    accuracy,
    ...(isNumber(speed) && { speed }),
    ...(isNumber(heading) && { heading }),
    ...(battery !== undefined && { battery }),
  };
}

const isNumber = (value: number | null): value is number => value !== null && Number.isFinite(value);
