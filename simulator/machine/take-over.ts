import { AsyncLocalStorage } from 'node:async_hooks';
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import pauses from 'node:timers/promises';
import type { Agenda, Appointment } from './agenda.ts';
import type { Chance } from './randomness.ts';

/** Whatever runs on the machine for itself and can come to an end before it is done: an invocation of a function. */
export interface Life {
  /** From then on nothing it waits for comes. */
  dead: boolean;
  /** What it waits for: calls and pauses. */
  waiting: number;
}

/** Whose code it is that runs right now; the world's own when there is none. */
export const lives = new AsyncLocalStorage<Life>();

/** What of the process follows the world: its time, and its chance. */
export interface Ruler {
  readonly agenda: Agenda;
  readonly chance: Chance;
}

let ruler: Ruler | undefined;
const real = { setImmediate, Date: globalThis.Date };

/** The world the process belongs to from here on; worlds follow one another. */
export function rule(by: Ruler): void {
  ruler = by;
}

const world = (): Ruler => {
  if (!ruler) throw new Error('There is no world yet whose time and chance could be asked for.');
  return ruler;
};

/** Resolves when nothing is left to be done before something happens that the agenda knows of. */
export const settled = (): Promise<void> => new Promise((resolve) => void real.setImmediate(resolve));

/** A pause of virtual time; one that has died in between never sees its end. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void wake(milliseconds, resolve));

function wake(milliseconds: number, happen: () => void): Appointment {
  const life = lives.getStore();
  if (life) life.waiting += 1;
  const appointment = world().agenda.after(milliseconds, () => {
    appointment.happen = undefined;
    if (life) life.waiting -= 1;
    if (!life?.dead) happen();
  });
  return appointment;
}

/**
 * Makes this process a machine whose clock, timers and randomness are the world's. As on the local stack, where a
 * worker's clock is the stack's, what runs on it is not asked: a wait or a draw of chance that somebody adds to the
 * product is in the world's hands too, without having been made for it.
 */
export function takeOver(): void {
  globalThis.Date = new Proxy(real.Date, {
    construct: (target, given, asWhat) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, asWhat) as object,
    apply: () => new real.Date(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  Math.random = () => world().chance.next();
  const timing = {
    setTimeout: (happen: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) =>
      new Timer(
        wake(milliseconds, () => happen(...given)),
        lives.getStore(),
      ),
    clearTimeout: (timer: unknown) => (timer instanceof Timer ? timer.close() : undefined),
  };
  Object.assign(globalThis, timing);
  Object.assign(timers, timing);
  AbortSignal.timeout = (milliseconds) => {
    const control = new AbortController();
    world().agenda.after(milliseconds, () =>
      control.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
    );
    return control.signal;
  };
  Object.assign(pauses, { setTimeout: pauseFor });
  Object.assign(crypto, { randomBytes: (count: number) => world().chance.bytes(count), randomUUID });
  syncBuiltinESMExports();
}

/** Between two worlds it is as late as it is. */
const now = () => ruler?.agenda.now() ?? real.Date.now();

/** As `node:timers/promises` pauses. */
const pauseFor = async <T>(milliseconds: number, value?: T): Promise<T | undefined> => {
  await pause(milliseconds);
  return value;
};

function randomUUID(): string {
  const hex = world().chance.bytes(16).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}

/** What `setTimeout` answers. */
class Timer {
  readonly #appointment: Appointment;
  readonly #life: Life | undefined;
  constructor(appointment: Appointment, life: Life | undefined) {
    this.#appointment = appointment;
    this.#life = life;
  }
  close(): void {
    if (this.#life && this.#appointment.happen) this.#life.waiting -= 1;
    world().agenda.callOff(this.#appointment);
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
}
