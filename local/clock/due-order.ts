/** What waits, by the instant it is due: looked up without a look at all of it. */
export interface DueOrder {
  /** Has it wait until the instant, and no longer for another. */
  put(id: string, dueAt: number): void;
  delete(id: string): void;
  /** The instant of the first that is due later than this one. */
  nextAfter(instant: number): number | undefined;
  /** What is due at the instant or before, earliest first; what is due together, as it was put. */
  dueBy(instant: number): string[];
  /** All that waits, earliest first. */
  ids(): string[];
}

interface Entry {
  readonly id: string;
  readonly dueAt: number;
}

export function createDueOrder(): DueOrder {
  const entries: Entry[] = [];
  const instants = new Map<string, number>();
  /** How many are due at the instant or before. */
  const count = (instant: number): number => {
    let [low, high] = [0, entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((entries[middle]?.dueAt ?? 0) <= instant) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const remove = (id: string) => {
    const dueAt = instants.get(id);
    if (dueAt === undefined) return;
    instants.delete(id);
    let at = count(dueAt) - 1;
    while (entries[at]?.id !== id) at -= 1;
    entries.splice(at, 1);
  };
  return {
    put(id, dueAt) {
      remove(id);
      instants.set(id, dueAt);
      entries.splice(count(dueAt), 0, { id, dueAt });
    },
    delete: remove,
    nextAfter: (instant) => entries[count(instant)]?.dueAt,
    dueBy: (instant) => entries.slice(0, count(instant)).map(({ id }) => id),
    ids: () => entries.map(({ id }) => id),
  };
}
