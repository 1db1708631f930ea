/** One part of the stack that works on its own, without a caller waiting for it. */
export interface Part {
  /** What it is working on now, or would if it were its turn; in words for people. */
  busy(): readonly string[];
  /** What it will do again later: retries that wait for the stack's clock. */
  pending(): readonly string[];
}

/** Whether anything is on its way anywhere in the stack. */
export interface Activity {
  add(part: Part): void;
  /** To be called when a part may have come to rest. */
  changed(): void;
  /** Waits until nobody works. @returns what still did when the time (ms) was up. */
  quiet(timeoutMs: number): Promise<readonly string[]>;
  /** Waits until nobody works and nothing waits for a retry. @returns what was left when the time was up. */
  idle(timeoutMs: number): Promise<readonly string[]>;
}

/** How often a part is asked again although none said it changed. */
const ASK_AGAIN_MS = 250;

export function createActivity(): Activity {
  const parts: Part[] = [];
  const watchers = new Set<() => void>();
  const busy = () => parts.flatMap((part) => part.busy());
  const pending = () => parts.flatMap((part) => part.pending());

  const wait = (left: () => readonly string[], timeoutMs: number): Promise<readonly string[]> => {
    if (left().length === 0) return Promise.resolve([]);
    const deadline = performance.now() + timeoutMs;
    return new Promise((resolve) => {
      const look = () => {
        const rest = left();
        if (rest.length > 0 && performance.now() < deadline) return;
        clearInterval(again);
        watchers.delete(look);
        resolve(rest);
      };
      const again = setInterval(look, ASK_AGAIN_MS);
      watchers.add(look);
    });
  };
  return {
    add: (part) => void parts.push(part),
    changed() {
      for (const look of [...watchers]) look();
    },
    quiet: (timeoutMs) => wait(busy, timeoutMs),
    idle: (timeoutMs) => wait(() => [...busy(), ...pending()], timeoutMs),
  };
}
