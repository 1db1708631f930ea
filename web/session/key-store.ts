/** What a browser keeps by name, of one page: it outlives a reload and a closed window. */
export interface KeyStore {
  get<T>(name: string): Promise<T | undefined>;
  put(name: string, value: unknown): Promise<void>;
  forget(name: string): Promise<void>;
}
