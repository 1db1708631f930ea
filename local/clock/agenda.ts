import type { StackClock } from './stack-clock.ts';

/** Something with moments by the stack's clock: queues, retries, the scheduler's timers. */
export interface Timers {
  /** Epoch milliseconds of the earliest moment that has not come, or undefined. */
  nextDueAt(): number | undefined;
  /** Does what is due by the stack's clock, earliest first. @returns how much that was. */
  fireDue(): number;
}

/** All that waits for the stack's clock. Real time ticks it; `_local/clock` moves it. */
export interface Agenda extends Timers {
  add(timers: Timers): void;
  /** To be called when some timer's next moment may have changed. */
  changed(): void;
  /** Resolves when the stack's clock has reached the instant. */
  reach(instant: number): Promise<void>;
  stop(): void;
}

const LONGEST_WAIT = 3_600_000;

export function createAgenda(clock: StackClock): Agenda {
  const waits = createWaits(clock);
  const sources: Timers[] = [waits];
  let alarm: NodeJS.Timeout | undefined;
  let armedFor = Number.POSITIVE_INFINITY;
  let stopped = false;

  const nextDueAt = () => earliest(sources.map((source) => source.nextDueAt()));
  const arm = () => {
    clearTimeout(alarm);
    // What fell due while something else was done is nobody's next moment any more; it is not to be overlooked.
    const next = armedFor <= clock.now() ? armedFor : nextDueAt();
    armedFor = next ?? Number.POSITIVE_INFINITY;
    if (stopped || next === undefined) return;
    alarm = setTimeout(fireDue, Math.min(Math.max(next - clock.now(), 1), LONGEST_WAIT));
  };
  const fireDue = () => {
    armedFor = Number.POSITIVE_INFINITY;
    const fired = sources.reduce((count, source) => count + source.fireDue(), 0);
    arm();
    return fired;
  };
  return {
    add(timers) {
      sources.push(timers);
      arm();
    },
    changed: arm,
    nextDueAt,
    fireDue,
    reach(instant) {
      const reached = waits.until(instant);
      arm();
      return reached;
    },
    stop() {
      stopped = true;
      clearTimeout(alarm);
    },
  };
}

function createWaits(clock: StackClock): Timers & { until(instant: number): Promise<void> } {
  let waiting: { instant: number; resolve: () => void }[] = [];
  return {
    until: (instant) => new Promise((resolve) => waiting.push({ instant, resolve })),
    nextDueAt: () => earliest(waiting.map(({ instant }) => instant)),
    fireDue() {
      const now = clock.now();
      const due = waiting.filter(({ instant }) => instant <= now).sort((a, b) => a.instant - b.instant);
      waiting = waiting.filter(({ instant }) => instant > now);
      for (const { resolve } of due) resolve();
      return due.length;
    },
  };
}

/** The smallest of the instants that are there. */
export function earliest(instants: readonly (number | undefined)[]): number | undefined {
  let first: number | undefined;
  for (const instant of instants) {
    if (instant !== undefined && (first === undefined || instant < first)) first = instant;
  }
  return first;
}
