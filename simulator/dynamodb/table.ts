import type { Agenda } from '../machine/agenda.ts';
import type { Chance } from '../machine/randomness.ts';
import { compareTexts, type Item, textOf } from './values.ts';

/** An item that was written, as a stream tells of it. */
export interface Written {
  readonly table: string;
  readonly pk: string;
  readonly sk: string;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  /** Deleted because its time was over. */
  readonly expired?: true;
}

/** Where an index finds its keys. */
export interface IndexKeys {
  readonly pk: string;
  readonly sk: string;
}

/** What a table asks the world: how late an index, and a read that need not be consistent, may be. */
export interface TableWorld {
  readonly agenda: Agenda;
  readonly chance: Chance;
  /** Milliseconds until a write is seen everywhere. */
  readonly lag: () => number;
  readonly written: (writes: readonly Written[]) => void;
}

/** One table in memory. Keys are texts, as ours are. */
export class Table {
  readonly name: string;
  readonly #world: TableWorld;
  readonly #partitions = new Map<string, Map<string, Item>>();
  readonly #stale = new Map<string, { readonly item: Item | undefined; readonly until: number }>();
  readonly #indexes = new Map<
    string,
    { readonly keys: IndexKeys; readonly partitions: Map<string, Map<string, Item>> }
  >();

  constructor(name: string, indexes: Readonly<Record<string, IndexKeys>>, world: TableWorld) {
    this.name = name;
    this.#world = world;
    for (const [index, keys] of Object.entries(indexes))
      this.#indexes.set(index, { keys, partitions: new Map() });
  }

  get(pk: string, sk: string, consistent = true): Item | undefined {
    const now = this.#partitions.get(pk)?.get(sk);
    if (consistent) return now;
    const before = this.#stale.get(`${pk}\n${sk}`);
    return before && before.until > this.#world.agenda.now() ? before.item : now;
  }

  put(pk: string, sk: string, after: Item | undefined): Written {
    const before = this.get(pk, sk);
    const partition = this.#partitions.get(pk) ?? new Map<string, Item>();
    this.#partitions.set(pk, partition);
    if (after) partition.set(sk, after);
    else partition.delete(sk);
    if (partition.size === 0) this.#partitions.delete(pk);
    this.#follow(`${pk}\n${sk}`, before, after);
    return { table: this.name, pk, sk, before, after };
  }

  /** Others see a write a little later: by a read that need not be consistent, and in the indexes. */
  #follow(key: string, before: Item | undefined, after: Item | undefined): void {
    const lag = this.#world.lag();
    const { agenda } = this.#world;
    this.#stale.set(key, { item: before, until: agenda.now() + lag });
    agenda.after(lag, () => {
      if ((this.#stale.get(key)?.until ?? 0) <= agenda.now()) this.#stale.delete(key);
    });
    for (const index of this.#indexes.values()) {
      const [was, is] = [placeIn(index.keys, before), placeIn(index.keys, after)];
      if (!was && !is) continue;
      agenda.after(lag, () => {
        if (was) index.partitions.get(was.pk)?.delete(`${was.sk}\n${key}`);
        if (!is || !after) return;
        const partition = index.partitions.get(is.pk) ?? new Map<string, Item>();
        index.partitions.set(is.pk, partition);
        partition.set(`${is.sk}\n${key}`, keysOf(after, index.keys));
      });
    }
  }

  /** The items of a partition, of the table or of an index, in the order of their sort keys. */
  partition(pk: string, index?: string): Item[] {
    if (index === undefined) return sorted(this.#partitions.get(pk) ?? new Map());
    const found = this.#indexes.get(index);
    if (!found) throw new Error(`The table ${this.name} has no index ${index}.`);
    return sorted(found.partitions.get(pk) ?? new Map());
  }

  keysOf(index: string | undefined): IndexKeys {
    return (index === undefined ? undefined : this.#indexes.get(index)?.keys) ?? { pk: 'pk', sk: 'sk' };
  }

  /** Everything there is. */
  *items(): Iterable<Item> {
    for (const partition of this.#partitions.values()) yield* partition.values();
  }
}

const sorted = (partition: ReadonlyMap<string, Item>): Item[] =>
  [...partition].sort(([a], [b]) => compareTexts(a, b)).map(([, item]) => item);

function placeIn(keys: IndexKeys, item: Item | undefined): IndexKeys | undefined {
  const [pk, sk] = [textOf(item?.[keys.pk]), textOf(item?.[keys.sk])];
  return pk === undefined || sk === undefined ? undefined : { pk, sk };
}

/** Our indexes hold the keys alone. */
const keysOf = (item: Item, { pk, sk }: IndexKeys): Item =>
  Object.fromEntries(['pk', 'sk', pk, sk].flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
