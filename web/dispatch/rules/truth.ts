import type { Visit } from '../api/types.ts';
import type { Span } from './lanes.ts';

/** What really happened, or is expected to: the line under the block. */
export interface Truth {
  readonly drive?: Span;
  /** Where the drive is expected to end. */
  readonly ring?: number;
  readonly work?: Span;
  readonly tone: 'driving' | 'working' | 'past';
}

/** @param now epoch ms; undefined for a visit nobody has set off to */
export function truthOf(visit: Visit, now: number): Truth | undefined {
  const [left, came] = [at(visit.enRouteAt), at(visit.arrivedAt)];
  const done = at(visit.leftAt) ?? at(visit.completedAt);
  if (visit.status === 'cancelled') return undefined;
  const drive = left === undefined ? {} : driveOf(visit, left, now);
  const work = came === undefined ? {} : { work: { start: came, end: done ?? Math.max(now, came) } };
  if (!('drive' in drive) && !('work' in work)) return undefined;
  if (visit.status !== 'en_route' && visit.status !== 'arrived' && visit.status !== 'completed')
    return undefined;
  return { ...drive, ...work, tone: TONE[visit.status] };
}

const TONE = { en_route: 'driving', arrived: 'working', completed: 'past' } as const;

function driveOf(visit: Visit, start: number, now: number) {
  const due = visit.status === 'en_route' ? at(visit.eta?.arrivesAt) : undefined;
  const end = at(visit.arrivedAt) ?? at(visit.completedAt) ?? due ?? now;
  return { drive: { start, end: Math.max(start, end) }, ...(due !== undefined && { ring: due }) };
}

const at = (instant: string | undefined): number | undefined =>
  instant === undefined ? undefined : Date.parse(instant);
