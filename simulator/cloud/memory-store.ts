import type { Store } from '../../local/emulators/emulator.ts';

/** What the emulators keep, for as long as the world is there. */
export function createMemoryStore(): Store {
  const collections = new Map<string, Map<string, unknown>>();
  const open = (name: string): Map<string, unknown> => {
    const known = collections.get(name) ?? new Map<string, unknown>();
    collections.set(name, known);
    return known;
  };
  return {
    put: (collection, key, value) => void open(collection).set(key, value),
    get: <T>(collection: string, key: string) => open(collection).get(key) as T | undefined,
    delete: (collection, key) => void open(collection).delete(key),
    list: <T>(collection: string, prefix = '') =>
      [...open(collection)]
        .filter(([key]) => key.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => ({ key, value: value as T })),
  };
}
