import type { QueryClient } from '@tanstack/react-query';
import { dayBounds } from '../../../shared/visits/local-day.ts';
import type { Alert, Visit } from '../api/types.ts';
import { merged, withVisit } from '../rules/day-list.ts';

export const VISITS = 'visits';
export const ALERTS = 'alerts';
export const TEAM = 'team';
export const EVENTS = 'events';
/** Whatever belongs to one visit alone: its timeline, its messages, its link. */
export const OF_VISIT = 'of-visit';

/** What was read of the service, as far as it changes under the page's hands. */
export function createDayCache(queries: QueryClient, timeZone: () => string | undefined) {
  const days = () => queries.getQueryCache().findAll({ queryKey: [VISITS] });
  return {
    /** Told anew, by socket or by an answer: into the day it belongs to, out of any other. */
    put(visit: Visit): void {
      const zone = timeZone();
      const before = this.find(visit.visitId);
      for (const { queryKey } of days()) {
        const day = String(queryKey[1]);
        queries.setQueryData<readonly Visit[]>(queryKey, (visits) =>
          visits && zone ? withVisit(visits, visit, spanOf(day, zone)) : visits,
        );
      }
      if (before?.version !== visit.version)
        void queries.invalidateQueries({ queryKey: [OF_VISIT, visit.visitId] });
    },
    find(visitId: string): Visit | undefined {
      for (const { queryKey } of days()) {
        const visits = queries.getQueryData<readonly Visit[]>(queryKey);
        const found = visits?.find((visit) => visit.visitId === visitId);
        if (found) return found;
      }
      return undefined;
    },
    isAnyMoving: (): boolean =>
      days().some(({ queryKey }) =>
        queries.getQueryData<readonly Visit[]>(queryKey)?.some(({ status }) => status === 'en_route'),
      ),
    /** A day that is read anew keeps what was told meanwhile. */
    keepNewer: (day: string, read: readonly Visit[]): readonly Visit[] =>
      merged(read, queries.getQueryData<readonly Visit[]>([VISITS, day]) ?? []),
    putAlert: (alert: Alert): void =>
      void queries.setQueryData<readonly Alert[]>([ALERTS], (alerts = []) => {
        const others = alerts.filter(({ alertId }) => alertId !== alert.alertId);
        return alert.acknowledgedAt
          ? others
          : [alert, ...others].toSorted((a, b) => b.at.localeCompare(a.at));
      }),
    /** Rare, and small: read anew rather than told apart. */
    readEvents: (): void => void queries.invalidateQueries({ queryKey: [EVENTS] }),
    readAnew: () =>
      Promise.all(
        [VISITS, ALERTS, EVENTS, OF_VISIT].map((key) => queries.refetchQueries({ queryKey: [key] })),
      ),
  };
}

const spanOf = (day: string, timeZone: string) => {
  const { start, end } = dayBounds(day, timeZone);
  return { start: Date.parse(start), end: Date.parse(end) };
};

export type DayCache = ReturnType<typeof createDayCache>;
