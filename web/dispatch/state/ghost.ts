import { create } from 'zustand';
import type { Visit } from '../api/types.ts';

interface Ghost {
  /** A visit that is being typed, in the row it would be in. */
  readonly visit: Visit | undefined;
}

export const useGhost = create<Ghost>(() => ({ visit: undefined }));

export const setGhost = (visit: Visit | undefined): void => useGhost.setState({ visit });
