import type { Told } from '../words/told.ts';
import { say, toast } from './toasts.ts';

/** What the customer is told of, or nothing takes back once it is done, waits so long to be thought better of. */
const HELD = 5000;

/** Something that is shown already, and sent after a moment. */
interface Held {
  /** @param leaving the page is being left: it has to go on without it */
  readonly send: (leaving: boolean) => void;
  /** Takes what is shown off again. */
  readonly takeOff: () => void;
}

interface Waiting {
  send(leaving?: boolean): void;
  undo(): void;
}

/** What can still be taken back: by the button beside what is said of it, and the last thing by Ctrl Z. */
export function createUndoing(told: () => Told) {
  let waiting: Waiting | undefined;
  let last: (() => void) | undefined;

  /** What waits is sent now: something else has been begun, or the page is left. */
  const settle = (leaving = false): void => waiting?.send(leaving);

  /** Something that was sent can be taken back by this. @returns what does so, once */
  const remember = (act: () => void) => {
    const once = () => {
      if (last === once) last = undefined;
      act();
    };
    last = once;
    return once;
  };

  /** Says what was done, and how it is taken back. */
  const done = (text: string, act: () => void): void =>
    void toast(text, { action: { label: told().words.toasts.undo, act: remember(act) } });

  /** Says what will be done in a moment; nobody knows of it before. */
  const wait = (text: string, { send, takeOff }: Held): void => {
    settle();
    const end = (): void => {
      clearTimeout(timer);
      close();
      if (waiting === mine) waiting = undefined;
    };
    const mine: Waiting = {
      send(leaving = false) {
        end();
        send(leaving);
      },
      undo() {
        end();
        takeOff();
        say(told().words.toasts.undone);
      },
    };
    waiting = mine;
    const close = toast(text, {
      until: Date.now() + HELD,
      action: { label: told().words.toasts.undo, act: mine.undo },
    });
    const timer = setTimeout(() => mine.send(), HELD);
  };

  const undo = (): void => (waiting ? waiting.undo() : last?.());

  return { settle, remember, done, wait, undo };
}

export type Undoing = ReturnType<typeof createUndoing>;
