import type { SignedIn, TrackerClient, VisitSummary } from '../tracker-client.ts';
import type { Crew } from './seed.ts';
import { DEMO_ACCOUNT } from './team.ts';

const DAY_MS = 86_400_000;
const RANK: Readonly<Record<string, number>> = {
  en_route: 0,
  arrived: 1,
  dispatched: 2,
  pending_dispatch: 3,
};

/**
 * What a technician has to do, most urgent first: whatever they are in the middle of, then the rest in window order.
 * Yesterday counts too, for a demo that runs over midnight.
 */
export async function findWork(
  client: TrackerClient,
  crew: Crew,
  technician: SignedIn,
): Promise<VisitSummary[]> {
  const now = await client.now();
  const days = [...new Set([now - DAY_MS, now].map(dayOf))];
  const lists = await Promise.all(days.map((day) => listDay(client, crew, technician, day)));
  return lists
    .flat()
    .filter(({ status, hold }) => status in RANK && hold === undefined)
    .sort((a, b) => rank(a) - rank(b) || Date.parse(a.window.start) - Date.parse(b.window.start));
}

const rank = ({ status }: VisitSummary) => RANK[status] ?? 9;

async function listDay(
  client: TrackerClient,
  crew: Crew,
  { memberId }: SignedIn,
  day: string,
): Promise<VisitSummary[]> {
  const path = `/visits?day=${day}&technicianId=${memberId}`;
  const visits: VisitSummary[] = [];
  let cursor: string | undefined = '';
  while (cursor !== undefined) {
    const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: { visits: VisitSummary[]; cursor?: string } = await client.call(
      'GET',
      `${path}${more}`,
      crew.dispatcher.token,
    );
    visits.push(...page.visits);
    cursor = page.cursor;
  }
  return visits;
}

/** The day in the company's zone. */
export function dayOf(instant: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: DEMO_ACCOUNT.company.timeZone }).format(instant);
}
