import type { Told } from '../words/told.ts';
import { say, toast } from './toasts.ts';

/** What cannot be taken back once it is sent waits so long. */
const HELD = 5000;

interface Held {
  readonly send: (leaving: boolean) => void;
  /** As if it had never been done. */
  readonly takeOff: () => void;
}

/** What waits a moment to be taken back: one thing at a time. */
export function createWaiting(told: () => Told, undo: () => void) {
  let stop: ((leaving: boolean) => void) | undefined;
  let takeBack: (() => void) | undefined;
  return {
    hold(said: string, { send, takeOff }: Held): void {
      const { words } = told();
      const close = toast(said, {
        until: Date.now() + HELD,
        action: { label: words.toasts.undo, act: undo },
      });
      const timer = setTimeout(() => stop?.(false), HELD);
      const end = () => {
        clearTimeout(timer);
        close();
        stop = takeBack = undefined;
      };
      stop = (leaving) => {
        end();
        send(leaving);
      };
      takeBack = () => {
        end();
        takeOff();
        say(words.toasts.undone);
      };
    },
    /** What waits is sent now: something else has been begun, or the page is left. */
    settle: (leaving = false): void => stop?.(leaving),
    /** @returns whether something waited */
    undo(): boolean {
      const waited = takeBack !== undefined;
      takeBack?.();
      return waited;
    },
  };
}

export type Waiting = ReturnType<typeof createWaiting>;
