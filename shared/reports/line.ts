import { epoch, HOUR, type Instant, MINUTE, SECOND } from '../kernel/time.ts';
import { asOf, type Message } from '../messaging/message.ts';
import { type Day, dayAt } from '../visits/local-day.ts';
import type { Visit } from '../visits/visit.ts';
import { type CountName, type Counts, ETA_STEPS } from './counts.ts';

/** What one visit adds to a company's reports: on which day, to whose numbers. */
export interface Line {
  /** The account's day on which the window starts. */
  readonly day: Day;
  /** Whoever set off, else the lead; empty without anybody. */
  readonly memberId: string;
  readonly counts: Counts;
}

/** All that is known of a visit. */
export interface Known {
  readonly visit: Visit;
  readonly messages: readonly Message[];
  /** How often somebody really looked at its page. */
  readonly pageViews: number;
}

/** Nobody is at a site, or on the way to one, for longer. */
const LONGEST = 24 * HOUR;

/** What a visit comes to as it stands at `now` (epoch ms). */
export function lineOf({ visit, messages, pageViews }: Known, timeZone: string, now: number): Line {
  const toCustomer = messages.filter(({ recipient }) => recipient === undefined).map((one) => asOf(one, now));
  const cancelled = visit.status === 'cancelled';
  const counts = {
    ...(cancelled ? { cancelled: 1 } : { visits: 1 }),
    ...(visit.status === 'completed' && { completed: 1 }),
    ...(!cancelled && ofArrival(visit, toCustomer)),
    ...ofLink(toCustomer, pageViews),
    ...ofMessages(toCustomer),
  };
  return {
    day: dayAt(epoch(visit.window.start), timeZone),
    memberId: visit.driverId ?? visit.technicians[0]?.memberId ?? '',
    counts: Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)),
  };
}

/** On time is before the window ends. */
function ofArrival(
  { window, enRouteAt, arrivedAt, leftAt, completedAt }: Visit,
  messages: readonly Message[],
) {
  if (arrivedAt === undefined) return {};
  const gone = [leftAt, completedAt].filter((one) => one !== undefined).sort()[0];
  const told = messages.find((one) => one.kind === 'en_route' && hasLeft(one) && one.eta !== undefined)?.eta;
  return {
    arrivals: 1,
    onTime: arrivedAt <= window.end ? 1 : 0,
    ...(enRouteAt !== undefined && { drives: 1, driveSeconds: secondsBetween(enRouteAt, arrivedAt) }),
    ...(gone !== undefined && { siteSeconds: secondsBetween(arrivedAt, gone) }),
    ...(told !== undefined && ofEta(apart(told, arrivedAt))),
  };
}

/** @param late seconds after the time that was named; negative before it */
const ofEta = (late: number): Counts => ({
  etaErrors: 1,
  etaErrorSeconds: Math.abs(late),
  [stepOf(late)]: 1,
});

const MIDDLE = (ETA_STEPS.length - 1) / 2;
const STEP = 2 * MINUTE;

const stepOf = (late: number): CountName => {
  const steps = Math.round((late * SECOND) / STEP);
  return ETA_STEPS[MIDDLE + Math.max(-MIDDLE, Math.min(steps, MIDDLE))] ?? 'etaKept';
};

/** A link that was copied by hand is not known to have been sent, and then its opening is not counted either. */
function ofLink(messages: readonly Message[], pageViews: number) {
  const isSent = messages.some((one) => hasLeft(one) && one.text.includes('{link}'));
  return isSent ? { linksSent: 1, linksOpened: pageViews > 0 ? 1 : 0 } : {};
}

/** By what became of them, and the parts of texts that a network was asked to deliver. */
function ofMessages(messages: readonly Message[]) {
  const byState = [...Map.groupBy(messages, ({ state }) => state)].map(([state, all]) => [state, all.length]);
  const billed = messages.filter(({ channel, providerId }) => channel === 'sms' && providerId !== undefined);
  const segments = billed.reduce((total, one) => total + one.segments, 0);
  return { ...(Object.fromEntries(byState) as Counts), segments };
}

const hasLeft = ({ state }: Message): boolean =>
  state === 'sent' || state === 'delivered' || state === 'unknown';

const apart = (from: Instant, to: Instant): number => Math.round((epoch(to) - epoch(from)) / SECOND);
const secondsBetween = (from: Instant, to: Instant): number =>
  Math.min(Math.max(0, apart(from, to)), LONGEST / SECOND);
