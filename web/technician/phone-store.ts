import type { KeyStore } from '../session/key-store.ts';
import type { Fix } from './rules/pace.ts';
import type { WaitingStep } from './rules/steps.ts';

/** What the phone remembers, in IndexedDB: it outlives a reload, a closed page and a flat battery. */
export interface PhoneStore extends KeyStore {
  addFix(fix: Fix): Promise<void>;
  countFixes(): Promise<number>;
  /** The oldest first, with what they are deleted by. */
  firstFixes(most: number): Promise<{ readonly fixes: readonly Fix[]; readonly upTo: number }>;
  deleteFixes(upTo: number): Promise<void>;
  addStep(step: Omit<WaitingStep, 'order'>): Promise<void>;
  putStep(step: WaitingStep): Promise<void>;
  listSteps(): Promise<readonly WaitingStep[]>;
  deleteStep(order: number): Promise<void>;
}

const FACTS = 'facts';
const FIXES = 'fixes';
const STEPS = 'steps';

/** @param whose everybody who signs in on a phone has a store of their own: nothing is sent in another's name */
export async function openPhoneStore(whose: string): Promise<PhoneStore> {
  const database = await opened(`technician-${whose}`);
  const transact = <T>(store: string, mode: IDBTransactionMode, ask: (store: IDBObjectStore) => () => T) =>
    new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const answer = ask(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(answer());
      transaction.onabort = () => reject(transaction.error);
    });
  const read = <T>(store: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    transact(store, 'readonly', (found) => {
      const request = ask(found);
      return () => request.result;
    });
  const write = (store: string, ask: (store: IDBObjectStore) => unknown): Promise<void> =>
    transact(store, 'readwrite', (found) => {
      ask(found);
      return () => undefined;
    });
  /** The oldest first, each with its place in the queue. */
  const first = <T>(store: string, most?: number): Promise<readonly (readonly [number, T])[]> =>
    transact(store, 'readonly', (found) => {
      const [keys, values] = [found.getAllKeys(null, most), found.getAll(null, most)];
      return () => keys.result.map((key, index) => [Number(key), values.result[index]] as const);
    });
  return {
    get: (name) => read(FACTS, (store) => store.get(name)),
    put: (name, value) => write(FACTS, (store) => store.put(value, name)),
    forget: (name) => write(FACTS, (store) => store.delete(name)),
    addFix: (fix) => write(FIXES, (store) => store.add(fix)),
    countFixes: () => read(FIXES, (store) => store.count()),
    async firstFixes(most) {
      const found = await first<Fix>(FIXES, most);
      return { fixes: found.map(([, fix]) => fix), upTo: found.at(-1)?.[0] ?? 0 };
    },
    deleteFixes: (upTo) => write(FIXES, (store) => store.delete(IDBKeyRange.upperBound(upTo))),
    addStep: (step) => write(STEPS, (store) => store.add(step)),
    putStep: ({ order, ...step }) => write(STEPS, (store) => store.put(step, order)),
    async listSteps() {
      const found = await first<Omit<WaitingStep, 'order'>>(STEPS);
      return found.map(([order, step]) => ({ ...step, order }));
    },
    deleteStep: (order) => write(STEPS, (store) => store.delete(order)),
  };
}

function opened(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(FACTS);
      request.result.createObjectStore(FIXES, { autoIncrement: true });
      request.result.createObjectStore(STEPS, { autoIncrement: true });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
