import { QueryCache, QueryClient, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { MINUTE, SECOND } from '../../../shared/kernel/time.ts';
import { Unreachable } from '../api/client.ts';
import type { Alert, Member, TeamEvent, Visit } from '../api/types.ts';
import { access } from './access.ts';
import { useAcknowledging } from './acknowledging.ts';
import { ALERTS, EVENTS, OF_VISIT, TEAM, VISITS } from './day-cache.ts';
import { type Office, useOffice } from './office.ts';
import { notePositions } from './positions.ts';

const RETRIES = 2;

export const createQueries = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({ onError: access.note }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => error instanceof Unreachable && failures < RETRIES,
        staleTime: MINUTE,
        refetchOnWindowFocus: true,
      },
    },
  });

/** The socket tells what changes; this is for what it missed. */
const REREAD = 5 * MINUTE;
const POSITIONS_EVERY = 15 * SECOND;
const ETAS_EVERY = 30 * SECOND;

export function useDay(day: string) {
  const { calls, cache } = useOffice();
  return useQuery({
    queryKey: [VISITS, day],
    queryFn: async (): Promise<readonly Visit[]> => cache.keepNewer(day, await calls.visits(day)),
    refetchInterval: REREAD,
  });
}

const NO_EVENTS: readonly TeamEvent[] = [];

/** What else is on a day's board; a board without it is still one. */
export function useEvents(day: string): readonly TeamEvent[] {
  const { calls } = useOffice();
  const { data } = useQuery<readonly TeamEvent[]>({
    queryKey: [EVENTS, day],
    queryFn: () => calls.events(day),
    refetchInterval: REREAD,
  });
  return data ?? NO_EVENTS;
}

export function useTeam(): readonly Member[] | undefined {
  const { calls } = useOffice();
  const { data } = useQuery({
    queryKey: [TEAM],
    queryFn: async (): Promise<readonly Member[]> =>
      (await calls.team()).toSorted((a, b) => a.name.localeCompare(b.name)),
    refetchInterval: REREAD,
  });
  return data;
}

/** Those who have a row of their own. */
export const driving = (team: readonly Member[]): readonly Member[] =>
  team.filter(({ role, status }) => role === 'technician' && status === 'active');

/** Nothing while it is not known. */
export function useOpenAlerts(): readonly Alert[] | undefined {
  const { calls } = useOffice();
  const { data } = useQuery<readonly Alert[]>({
    queryKey: [ALERTS],
    queryFn: calls.alerts,
    refetchInterval: REREAD,
  });
  return data;
}

/** Those that wait for somebody. */
export function useAlerts(): readonly Alert[] {
  const alerts = useOpenAlerts();
  const acknowledging = useAcknowledging();
  return useMemo(
    () => (alerts ?? []).filter(({ alertId }) => !acknowledging.has(alertId)),
    [alerts, acknowledging],
  );
}

/** Positions go past the board: each row's head hears of its own. @param every ms */
export function useCrew(every = POSITIONS_EVERY): void {
  const { calls } = useOffice();
  useQuery({
    queryKey: ['positions'],
    queryFn: async () => {
      notePositions(await calls.positions());
      return true;
    },
    refetchInterval: every,
  });
}

/** No list and no event tells how an arrival time moves on: whoever is on the way is asked about. */
export function useArrivalTimes(visits: readonly Visit[] | undefined): void {
  const { calls, cache } = useOffice();
  const moving = (visits ?? []).filter(({ status }) => status === 'en_route').map(({ visitId }) => visitId);
  const key = moving.join();
  useEffect(() => {
    if (!key) return;
    const ask = async () => {
      if (document.hidden) return;
      for (const visitId of key.split(',')) {
        const visit = await calls.visit(visitId).catch(() => undefined);
        if (visit) cache.put(visit);
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), ETAS_EVERY);
    return () => clearInterval(timer);
  }, [key, calls, cache]);
}

/** What belongs to one visit and is read when its drawer is open. */
export function useOfVisit<T>(
  visitId: string,
  part: string,
  read: (calls: Office['calls']) => Promise<T>,
  every?: number,
) {
  const { calls } = useOffice();
  return useQuery({
    queryKey: [OF_VISIT, visitId, part],
    queryFn: () => read(calls),
    ...(every !== undefined && { refetchInterval: every }),
  });
}
