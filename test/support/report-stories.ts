import { ETA_STEPS } from '../../shared/reports/counts.ts';
import type { Line } from '../../shared/reports/line.ts';
import { summaryOf } from '../../shared/reports/summary.ts';
import { type DispatchStory, STORY_TEAM } from './dispatch-stories.ts';

const NOW = '2026-11-20T18:04:00.000Z';
const DAY = 86_400_000;
/** Technicians come late in this order, Jorge most often. */
const CREW = ['ana', 'priya', 'devon', 'lena', 'tom', 'marcus', 'jorge'];
/** How often arrivals fell into each step, of a hundred. */
const OFF = [1, 2, 4, 8, 15, 28, 20, 12, 6, 3, 1];

/** What somebody's working day came to; the same each time, and no two days alike. */
function lineOf(day: string, memberId: string, rank: number, index: number): Line {
  const visits = 5 + ((index + rank) % 3);
  const arrivals = day === NOW.slice(0, 10) ? 2 : visits;
  const late = (index * 7 + rank * 3) % (11 - rank) === 0 ? 1 : 0;
  const steps = ETA_STEPS.map((name, step) => [
    name,
    (index * 31 + rank * 17 + step * 13) % 100 < (OFF[step] ?? 0) * 5 ? 1 : 0,
  ]);
  return {
    day,
    memberId,
    counts: {
      visits,
      completed: arrivals,
      arrivals,
      onTime: arrivals - late,
      drives: arrivals,
      driveSeconds: arrivals * 60 * (14 + rank + (index % 3)),
      siteSeconds: arrivals * 60 * (48 - 3 * rank),
      etaErrors: arrivals,
      etaErrorSeconds: arrivals * (115 + rank * 22),
      ...(Object.fromEntries(steps) as Line['counts']),
      linksSent: arrivals,
      linksOpened: arrivals - (index % 5 === 0 ? 1 : 0),
      segments: visits * 3,
      delivered: visits * 3 - 1,
      sent: index % 4 === 0 ? 1 : 0,
      suppressed: index % 6 === 0 ? 1 : 0,
      failed: index % 9 === rank ? 1 : 0,
      unknown: index % 19 === rank ? 1 : 0,
      queued: day === NOW.slice(0, 10) ? 1 : 0,
    },
  };
}

const isWorking = (day: string): boolean => ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());

function linesOf(from: string, to: string): Line[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1;
  const days = Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(from) + index * DAY).toISOString().slice(0, 10),
  );
  return days
    .filter((day) => isWorking(day) && day <= NOW.slice(0, 10))
    .flatMap((day) => CREW.map((memberId, rank) => lineOf(day, memberId, rank, Date.parse(day) / DAY)));
}

/** `GET /reports/summary`, counted by the service's own rules; of what is too long ago, nothing. */
export function answerReport(query: URLSearchParams) {
  const [from = '', to = '', memberId] = ['from', 'to', 'memberId'].map((one) => query.get(one) ?? undefined);
  if (from < '2025-01-01') return undefined;
  const lines = from < '2026-01-01' ? [] : linesOf(from, to);
  const theirs = lines.filter((line) => memberId === undefined || line.memberId === memberId);
  const nameOf = (id: string) => STORY_TEAM.find((one) => one.memberId === id)?.name ?? '';
  return summaryOf(theirs, { from, to }, nameOf);
}

const REPORTS: DispatchStory = { now: NOW, hash: '#/reports/thisMonth' };

export const REPORT_STORIES: Readonly<Record<string, DispatchStory>> = {
  reports: REPORTS,
  'reports-tables': {
    ...REPORTS,
    height: 1500,
    hash: '#/reports/last7',
    clicks: ['Table: On-time', 'Table: How far'],
  },
  'reports-quarter': { ...REPORTS, hash: '#/reports/2026-08-20~2026-11-20~jorge', clicks: ['Period: '] },
  'reports-tablet': { ...REPORTS, width: 1024, height: 768 },
  'reports-spanish': { ...REPORTS, language: 'es', width: 1024, height: 1300 },
  'reports-failed': { ...REPORTS, hash: '#/reports/2024-02-01~2024-02-03' },
  'reports-empty': { ...REPORTS, hash: '#/reports/2025-02-01~2025-02-03' },
};
