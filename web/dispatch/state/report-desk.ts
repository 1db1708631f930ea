import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { createTracker } from '../api/client.ts';
import { createReportCalls } from '../api/report-calls.ts';
import { daysBefore, type ReportScope } from '../rules/report-period.ts';
import { useOffice } from './office.ts';

const REPORTS = 'reports';

export function useReportCalls() {
  const { session } = useOffice();
  return useMemo(() => createReportCalls(createTracker(session)), [session]);
}

/** How the days went, and how the days before them went. What was shown stays until the next is there. */
export function useReport({ from, to, memberId }: ReportScope) {
  const calls = useReportCalls();
  const before = daysBefore({ from, to });
  const now = useQuery({
    queryKey: [REPORTS, from, to, memberId],
    queryFn: () => calls.summary({ from, to, memberId }),
    placeholderData: keepPreviousData,
  });
  const then = useQuery({
    queryKey: [REPORTS, before.from, before.to, memberId],
    queryFn: () => calls.summary({ ...before, memberId }),
  });
  return { ...now, before: then.data?.total, daysBefore: before };
}
