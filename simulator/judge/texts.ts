import type { Called } from '../cloud/network.ts';
import { statesBetween } from './answers.ts';
import type { Court } from './court.ts';
import type { VisitJudge } from './visits.ts';

/** A message that truly left. */
export interface Left {
  readonly at: number;
  readonly channel: string;
  readonly to: string;
  readonly kind: string;
  readonly visitId: string;
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
  return {
    all: left,
    of: (visitId: string, kind: string) => left.filter((one) => one.visitId === visitId && one.kind === kind),
    left({ channel, to, text }: { channel: string; to: string; text: string }) {
      const [, kind = ''] = /^K:(\w+)/.exec(text) ?? [];
      const visitId = visits.visitFor(to);
      if (visitId === undefined) {
        court.report('text', `a text left to nobody we know: ${text}`, [to]);
        return;
      }
      const one: Left = { at: court.now(), channel, to, kind, visitId };
      left.push(one);
      judgeText(one, text);
    },
    called({ operation, input }: Called) {
      if (operation !== 'Publish') return;
      const phone = String(input['PhoneNumber']);
      const job = court.jobs.get(visits.visitFor(phone) ?? '');
      const stopped = job?.silences.some(
        ({ from, until = Number.POSITIVE_INFINITY }) =>
          from < court.now() - ON_ITS_WAY && court.now() < until,
      );
      if (job && stopped)
        court.report('text', 'a text was handed over for somebody who had said STOP', [job.visitId, phone]);
    },
  };

  function judgeText({ kind, visitId, to }: Left, text: string): void {
    const about = [visitId, to];
    if (!TRUE_WHILE[kind]) {
      court.report('text', `a text of no kind left: ${text}`, about);
      return;
    }
    const facts = visits.visits.get(visitId)?.facts ?? [];
    if (text.includes(otherMark(to)))
      court.report('isolation', `a text speaks of another account: ${text}`, about);
    const meanwhile = statesBetween(visits, visitId, court.now() - ON_ITS_WAY, court.now());
    if (!meanwhile.some(({ status }) => TRUE_WHILE[kind]?.includes(status)))
      court.report(
        'text',
        `“${kind}” left while the visit was ${meanwhile.map(({ status }) => status).join(', ')}`,
        about,
      );
    const count = left.filter((one) => one.visitId === visitId && one.kind === kind).length;
    const reasons = ONCE.includes(kind)
      ? 1
      : facts.filter((fact) => REASONS[kind]?.includes(fact.kind)).length;
    if (count > reasons) court.report('twice', `“${kind}” left ${count} times for ${reasons} reasons`, about);
  }
}

/** Whose customers have which numbers is known beforehand. */
const otherMark = (phone: string): string => (phone.startsWith('+1415555') ? 'Yakone' : 'Zebra');

export type TextJudge = ReturnType<typeof createTextJudge>;
