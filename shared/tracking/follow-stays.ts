import type { Drive, Stay } from '../drives/drive.ts';
import { endStay, noteGone, noteInside } from '../drives/stay-store.ts';
import { log } from '../kernel/log.ts';
import { leaveSite } from '../visits/leave-site.ts';
import { decideLeaving, evidenceOf, type StayStep } from './decide-leaving.ts';
import type { Fix } from './fix.ts';
import type { LatestRecord } from './follow-drives.ts';

/** A stream record of a technician's latest item, with what it was before: two fixes in a row may come one by one. */
export interface StayRecord extends LatestRecord {
  readonly fixesBefore: readonly Fix[];
}

/** What a batch of records tells of a technician who has arrived somewhere. */
export interface StayNews {
  readonly memberId: string;
  readonly stay: Stay;
  /** Oldest first. */
  readonly fixes: readonly Fix[];
  /** The drive that began since. */
  readonly drive?: Drive;
  readonly sequences: readonly string[];
}

/** The stays that a batch of records tells something of, each once. */
export function staysOf(records: readonly StayRecord[]): StayNews[] {
  const news = new Map<string, StayNews>();
  for (const { memberId, stay, drive, fixes, fixesBefore, sequence } of records) {
    if (!stay) continue;
    const key = `${memberId} ${stay.visitId}.${stay.trip}`;
    const before = news.get(key);
    news.set(key, {
      memberId,
      stay,
      fixes: [...(before?.fixes ?? []), ...fixesBefore, ...fixes].sort((a, b) => a.at - b.at),
      ...(before?.drive && { drive: before.drive }),
      ...(drive && { drive }),
      sequences: [...(before?.sequences ?? []), sequence],
    });
  }
  return [...news.values()];
}

/**
 * Follows technicians who have arrived until they leave. While they are inside, which is nearly always, nothing is read
 * or written. Each stay settles on its own.
 * @param now epoch ms
 * @returns the sequence numbers of the records that must come again
 */
export async function followStays(news: readonly StayNews[], now: number): Promise<readonly string[]> {
  const outcomes = await Promise.allSettled(news.map((one) => followStay(one, now)));
  return outcomes.flatMap((outcome, index) => {
    if (outcome.status === 'fulfilled') return [];
    log.error('a stay could not be followed', outcome.reason as Error);
    return news[index]?.sequences ?? [];
  });
}

async function followStay(news: StayNews, now: number): Promise<void> {
  const { memberId, stay, drive, fixes } = news;
  // The same visit again: its arrival was undone.
  if (drive?.visitId === stay.visitId) return endStay(memberId, stay);
  if (drive) return leave(news, { at: drive.since }, now);
  const step = decideLeaving(stay, fixes, now);
  if (step.kind === 'inside' || step.kind === 'back') return noteInside(memberId, stay, step.at);
  if (step.kind === 'left') return leave(news, left(step), now);
  if (step.kind === 'gone') return ask(news, step, now);
}

type Left = Pick<Parameters<typeof leaveSite>[0], 'at' | 'evidence'>;

const left = ({ gone, source }: Pick<StayStep & { kind: 'left' }, 'gone' | 'source'>): Left => ({
  at: gone.since,
  evidence: evidenceOf(gone, source),
});

/** The stay goes last: should the timeline not be written, the record comes again and finds it. */
async function leave({ memberId, stay }: StayNews, told: Left, now: number): Promise<void> {
  const { visitId, trip } = stay;
  await leaveSite({ visitId, trip, memberId, ...told, now });
  await endStay(memberId, stay);
}

/** Noted before it is asked, for its answer is looked for beside the note. */
async function ask(news: StayNews, { gone }: StayStep & { kind: 'gone' }, now: number): Promise<void> {
  const { memberId, stay, fixes } = news;
  const { visitId, trip } = stay;
  await noteGone(memberId, stay, { ...gone, askedAt: now });
  const fix = fixes.find(({ at }) => at === gone.at);
  const { evaluate } = await import('./geofence-client.ts');
  const refused = fix ? await evaluate([{ visitId, trip, fix }]) : [];
  if (refused.length > 0) await leave(news, left({ gone, source: 'position' }), now);
}
