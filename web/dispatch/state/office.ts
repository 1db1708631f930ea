import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Session, Me as SignedIn } from '../../session/session.ts';
import type { Calls } from '../api/calls.ts';
import type { Settings } from '../api/types.ts';
import type { Told } from '../words/told.ts';
import type { DayCache } from './day-cache.ts';
import type { Desk } from './desk.ts';

/** What every part of the page can reach: who is signed in, the service, what was read, and how it is told. */
export interface Office {
  readonly me: SignedIn;
  readonly session: Session;
  readonly calls: Calls;
  readonly queries: QueryClient;
  readonly cache: DayCache;
  readonly settings: Settings;
  readonly told: Told;
  readonly desk: Desk;
  readonly language: 'en' | 'es';
}

export const OfficeContext = createContext<Office | undefined>(undefined);

export function useOffice(): Office {
  const office = useContext(OfficeContext);
  if (!office) throw new Error('Nobody is signed in here.');
  return office;
}

export const useTold = (): Told => useOffice().told;
