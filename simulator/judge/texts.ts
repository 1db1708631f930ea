import type { Called } from '../cloud/network.ts';
import type { Job } from '../story/cast.ts';
import { statesBetween } from './answers.ts';
import type { Court } from './judge.ts';
import type { VisitJudge } from './visits.ts';

/** A message that truly left. */
export interface Left {
  readonly at: number;
  readonly channel: string;
  readonly to: string;
  readonly kind: string;
  readonly job: Job | undefined;
}

/** In which states of a visit a text of a kind is true. */
const TRUE_WHILE: Readonly<Record<string, readonly string[]>> = {
  booked: ['pending_dispatch', 'dispatched', 'en_route', 'arrived'],
  reminder: ['pending_dispatch', 'dispatched'],
  dispatched: ['dispatched'],
  en_route: ['en_route'],
  running_late: ['pending_dispatch', 'dispatched', 'en_route'],
  arrived: ['arrived'],
  late: ['pending_dispatch', 'dispatched', 'en_route'],
  rescheduled: ['pending_dispatch', 'dispatched'],
  cancelled: ['cancelled'],
  review: ['completed'],
};

/** Which facts give reason for a kind; as many of it may leave as there are of them. */
export const REASONS: Readonly<Record<string, readonly string[]>> = {
  booked: ['visit.link_text_requested'],
  reminder: ['visit.reminder_due'],
  dispatched: ['visit.dispatched'],
  running_late: ['visit.running_late'],
  late: ['visit.late'],
  rescheduled: ['visit.rescheduled'],
};
/** These are said once for each visit, whatever happens to it. */
const ONCE = ['en_route', 'arrived', 'cancelled', 'review'];

/** From the claim, which is made of the visit as it is, to the service's hands. */
const ON_ITS_WAY = 15_000;

/** Counts what leaves, and holds it against the visit. */
export function createTextJudge(court: Court, visits: VisitJudge) {
  const left: Left[] = [];
  const jobOf = (to: string) => [...court.jobs.values()].find(({ phone }) => phone === to);
  return {
    all: left,
    of: (job: Job, kind: string) => left.filter((one) => one.job === job && one.kind === kind),
    left({ channel, to, text }: { channel: string; to: string; text: string }) {
      const [, kind = ''] = /^K:(\w+)/.exec(text) ?? [];
      const job = jobOf(to);
      const one: Left = { at: court.now(), channel, to, kind, job };
      left.push(one);
      if (!job) return court.report('text', `a text left to nobody we know: ${text}`, [to]);
      judgeText(one, job, text);
    },
    called({ operation, input }: Called) {
      if (operation !== 'Publish') return;
      const job = jobOf(String(input['PhoneNumber']));
      const stopped = job?.silences.some(({ from, until = Number.POSITIVE_INFINITY }) => from < court.now() - ON_ITS_WAY && court.now() < until);
      if (job && stopped) court.report('text', 'a text was handed over for somebody who had said STOP', [job.visitId, job.phone]);
    },
  };

  function judgeText({ kind }: Left, job: Job, text: string): void {
    const about = [job.visitId, job.phone];
    if (!TRUE_WHILE[kind]) return court.report('text', `a text of no kind left: ${text}`, about);
    const other = job.company.mark === 'Zebra' ? 'Yakone' : 'Zebra';
    if (text.includes(other)) court.report('isolation', `a text speaks of another account: ${text}`, about);
    const meanwhile = statesBetween(visits, job.visitId, court.now() - ON_ITS_WAY, court.now());
    if (!meanwhile.some(({ status }) => TRUE_WHILE[kind]?.includes(status)))
      court.report('text', `“${kind}” left while the visit was ${meanwhile.map(({ status }) => status).join(', ')}`, about);
    const before = left.filter((one) => one.job === job && one.kind === kind).length;
    const facts = visits.visits.get(job.visitId)?.facts ?? [];
    const reasons = ONCE.includes(kind) ? 1 : facts.filter((fact) => REASONS[kind]?.includes(fact.kind)).length;
    if (before > reasons) court.report('twice', `“${kind}” left ${before} times for ${reasons} reasons`, about);
  }
}

export type TextJudge = ReturnType<typeof createTextJudge>;
