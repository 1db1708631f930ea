import type { Cloud } from '../cloud/cloud.ts';
import type { Job } from '../story/cast.ts';
import type { Court } from './court.ts';
import type { TextJudge } from './texts.ts';
import type { History, SeenFact, VisitJudge } from './visits.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export interface End {
  readonly court: Court;
  readonly visits: VisitJudge;
  readonly texts: TextJudge;
  /** The facts that were put on the bus. */
  readonly facts: ReadonlySet<string>;
  readonly cloud: Cloud;
  /** Epoch ms. */
  readonly end: number;
}

/** What must hold once everything had its hour to come to rest. */
export function judgeEnd(end: End): void {
  const { court, visits, cloud } = end;
  for (const one of cloud.underWay()) court.report('settled', `still under way: ${one}`, [one]);
  const parked = cloud.parked();
  for (const { queue, reason } of parked)
    if (!reason) court.report('parked', `without a reason, on ${queue}`, [queue]);
  const given = parked.map(({ body }) => body).join('\n');
  for (const [visitId, history] of visits.visits) {
    const job = court.jobs.get(visitId);
    for (const fact of history.facts) judgeFact(end, visitId, fact, given);
    if (job) judgeTime(end, job, history);
  }
}

/** What each kind of fact gives reason to say. */
const SAYS: Readonly<Record<string, string>> = {
  'visit.link_text_requested': 'booked',
  'visit.dispatched': 'dispatched',
  'visit.en_route': 'en_route',
  'visit.arrived': 'arrived',
  'visit.running_late': 'running_late',
  'visit.late': 'late',
  'visit.reminder_due': 'reminder',
  'visit.review_requested': 'review',
  'visit.rescheduled': 'rescheduled',
  'visit.cancelled': 'cancelled',
};

/** Every fact was published, and what it gave reason to say left, or is marked. */
function judgeFact(
  { court, visits, texts, facts }: End,
  visitId: string,
  fact: SeenFact,
  parked: string,
): void {
  const about = [visitId, fact.factId];
  if (!facts.has(fact.factId)) court.report('published', `${fact.kind} was never put on the bus`, about);
  const kind = SAYS[fact.kind];
  const job = court.jobs.get(visitId);
  if (!kind || !job || parked.includes(fact.factId)) return;
  const entries = [...visits.messages.entries()].filter(([key]) =>
    key.startsWith(`VISIT#${visitId}/MESSAGE#${kind}#`),
  );
  if (entries.length === 0) {
    court.report('lost', `nothing tells what became of “${kind}” for ${fact.kind}`, about);
    return;
  }
  for (const [key, message] of entries) {
    const { state, reason } = message as { state: string; reason?: string };
    if (state === 'queued') court.report('lost', `${key} is still queued`, about);
    if (state === 'suppressed' && !reason)
      court.report('lost', `${key} is suppressed without a reason`, about);
  }
  const sent = entries.filter(([, { state }]) => state === 'sent' || state === 'delivered').length;
  const unsure = entries.filter(([, { state }]) => state === 'unknown').length;
  const left = texts.of(visitId, kind).length;
  const dropped = job.silences.length > 0;
  if (left > sent + unsure || (left < sent && !dropped))
    court.report(
      'ledger',
      `“${kind}”: ${left} left, ${sent} are marked as sent and ${unsure} as unknown`,
      about,
    );
}

/** Late visits are marked once, and forgotten ones closed. */
function judgeTime({ court, end }: End, job: Job, { states, facts }: History): void {
  const visit = states.at(-1)?.visit;
  if (!visit) return;
  const about = [job.visitId];
  const waiting = ['pending_dispatch', 'dispatched', 'en_route'].includes(visit.status) && !visit.hold;
  const lateAt = Date.parse(visit.window.start) + job.company.settings.noShowMinutes * MINUTE;
  if (waiting && lateAt < end - HOUR && !visit.late)
    court.report('timer', 'it is overdue, and nobody noticed', about);
  const open = !['completed', 'cancelled'].includes(visit.status) && !visit.hold;
  const forgotten = Math.max(
    Date.parse(visit.window.end) + 12 * HOUR,
    Date.parse(visit.changedAt) + 4 * HOUR,
  );
  if (open && forgotten < end - HOUR - 5 * MINUTE)
    court.report('timer', `it is still ${visit.status}, and should have been closed`, about);
  let lates = 0;
  for (const fact of facts.toSorted((a, b) => a.version - b.version)) {
    if (fact.kind === 'visit.rescheduled') lates = 0;
    if (fact.kind === 'visit.late') lates += 1;
    if (lates > 1) court.report('timer', 'it was marked late twice for one window', about);
  }
}
