import { DatabaseSync } from 'node:sqlite';
import type * as z from 'zod/mini';
import type { Store } from '../emulators/emulator.ts';

/** A store on disk, and the way to close it. */
export interface DurableStore extends Store {
  /** What the rows of a collection are. */
  shapeOf(collection: string): z.ZodMiniType | undefined;
  /** Every row as it lies there, whether or not it can be read. */
  rows(): readonly StoredRow[];
  /** Everything `work` puts lands together or not at all. */
  together(work: () => void): void;
  close(): void;
}

/** Which rows a collection holds; a name that ends in `:` stands for all that begin so. */
export type RowShapes = Readonly<Record<string, z.ZodMiniType>>;

/** A row of the store, unread. */
export interface StoredRow {
  readonly collection: string;
  readonly key: string;
  readonly text: string;
}

const BUSY_TIMEOUT_MS = 2000;

/**
 * Key-value storage in one SQLite file. Writes are synchronous, so what `put` has returned from is with the
 * operating system and survives the process (write-ahead log, synchronous NORMAL). The file is locked: two stacks
 * must not share one.
 * @param shapes what is written must be among them, so that it can be known again at the next start
 * @throws Error when another process has it open
 */
export function openStore(file: string, shapes: RowShapes): DurableStore {
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  db.exec(
    'CREATE TABLE IF NOT EXISTS entries (collection TEXT, key TEXT, value TEXT, PRIMARY KEY (collection, key)) WITHOUT ROWID',
  );
  const shapeOf = (collection: string) => shapes[collection] ?? shapes[`${collection.split(':')[0]}:`];
  const put = db.prepare('INSERT OR REPLACE INTO entries VALUES (?, ?, ?)');
  const get = db.prepare('SELECT value FROM entries WHERE collection = ? AND key = ?');
  const remove = db.prepare('DELETE FROM entries WHERE collection = ? AND key = ?');
  const list = db.prepare(
    'SELECT key, value FROM entries WHERE collection = ? AND key >= ? AND substr(key, 1, ?) = ? ORDER BY key',
  );
  return {
    shapeOf,
    put(collection, key, value) {
      if (!shapeOf(collection)) throw new Error(`Nobody has said what the rows of ${collection} are.`);
      put.run(collection, key, JSON.stringify(value));
    },
    get<T>(collection: string, key: string): T | undefined {
      const row = get.get(collection, key);
      return row ? (JSON.parse(String(row['value'])) as T) : undefined;
    },
    delete: (collection, key) => void remove.run(collection, key),
    list: <T>(collection: string, prefix = '') =>
      list.all(collection, prefix, prefix.length, prefix).map((row) => ({
        key: String(row['key']),
        value: JSON.parse(String(row['value'])) as T,
      })),
    rows: () =>
      db
        .prepare('SELECT collection, key, value FROM entries ORDER BY collection, key')
        .all()
        .map(({ collection, key, value }) => ({
          collection: String(collection),
          key: String(key),
          text: String(value),
        })),
    together(work) {
      db.exec('BEGIN');
      try {
        work();
        db.exec('COMMIT');
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => db.close(),
  };
}
