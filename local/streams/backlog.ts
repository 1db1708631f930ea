/** How long what was written to a stream has waited, as CloudWatch's `IteratorAge` would say. */
export interface Backlog {
  /** Something was written. */
  written(): void;
  /** What is there is about to be read. */
  taken(): void;
  /** What was read is dealt with. @param more whether the read left something behind */
  handled(more: boolean): void;
  /** What was read, or could not be, is to be read again. */
  putBack(): void;
  /**
   * Milliseconds since the oldest record that is not dealt with was written, 0 with none. Records are told by the
   * moments of their writing alone: what is read together is as old as its first, and what a restart finds is new.
   */
  age(): number;
}

/** @param now the stack's clock, epoch milliseconds */
export function createBacklog(now: () => number): Backlog {
  let inHand: number | undefined;
  let unread: number | undefined;
  const putBack = () => {
    unread = inHand ?? unread;
    inHand = undefined;
  };
  return {
    written() {
      unread ??= now();
    },
    taken() {
      inHand = unread;
      unread = undefined;
    },
    handled(more) {
      if (more) putBack();
      else inHand = undefined;
    },
    putBack,
    age() {
      const oldest = inHand ?? unread;
      return oldest === undefined ? 0 : Math.max(0, now() - oldest);
    },
  };
}
