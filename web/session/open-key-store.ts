import type { KeyStore } from './key-store.ts';

const KEPT = 'kept';

/** A store of that name in this browser's IndexedDB. */
export async function openKeyStore(name: string): Promise<KeyStore> {
  const database = await opened(name);
  const ask = <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(KEPT, mode);
      const request = act(transaction.objectStore(KEPT));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  return {
    get: (key) => ask('readonly', (store) => store.get(key)),
    put: async (key, value) => void (await ask('readwrite', (store) => store.put(value, key))),
    forget: (key) => ask('readwrite', (store) => store.delete(key)),
  };
}

function opened(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(KEPT);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
