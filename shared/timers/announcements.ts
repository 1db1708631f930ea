import { epoch, HOUR, instant } from '../kernel/time.ts';
import type { Settings } from '../team/settings.ts';
import { nextVersion } from '../visits/edit.ts';
import { factOf } from '../visits/fact.ts';
import { isBeforeDrive } from '../visits/life.ts';
import { clockAt, dayAt } from '../visits/local-day.ts';
import type { Outcome } from '../visits/take-step.ts';
import type { FactKind, Visit } from '../visits/visit.ts';

/** On the day before, by the clock at the address. */
const REMINDER_HOUR = 17;
/** A reminder that comes later than this comes in the night, and one for a review of a day long gone. */
const REMINDER_WITHIN = 2 * HOUR;
const REVIEW_WITHIN = 24 * HOUR;

/** When, in epoch ms, a customer may be reminded of a visit; undefined for one that nobody waits for, or was told. */
export function remindAt({ window, address, status, hold, remindedAt }: Visit): number | undefined {
  if (!isBeforeDrive(status) || hold || remindedAt !== undefined) return undefined;
  return clockAt(dayAt(epoch(window.start), address.timeZone), REMINDER_HOUR, address.timeZone, -1);
}

/** When, in epoch ms, a customer may be asked how it was; undefined when nothing was done, or nobody wants to know. */
export function askAt(visit: Visit, { messages, review }: Announced): number | undefined {
  const { status, completedAt, completionReason, reviewRequest } = visit;
  if (status !== 'completed' || !completedAt || completionReason === 'auto_closed') return undefined;
  if (reviewRequest || !messages.review.enabled || review.url === undefined) return undefined;
  return epoch(completedAt) + review.delayHours * HOUR;
}

export type Announced = Pick<Settings, 'messages' | 'review'>;

/** What the customer is to be told because its time has come, if anything. @param now epoch ms */
export function decideAnnouncement(visit: Visit, settings: Announced, now: number): Outcome | undefined {
  if (isReminderDue(visit, settings, now)) {
    return announced({ ...nextVersion(visit, now), remindedAt: instant(now) }, 'visit.reminder_due', now);
  }
  if (isWithin(askAt(visit, settings), REVIEW_WITHIN, now)) {
    const reviewRequest = { state: 'requested', at: instant(now) } as const;
    return announced({ ...nextVersion(visit, now), reviewRequest }, 'visit.review_requested', now);
  }
  return undefined;
}

/** Whoever was given a time after that moment has just been told of it. */
function isReminderDue(visit: Visit, { messages }: Announced, now: number): boolean {
  const moment = remindAt(visit);
  if (moment === undefined || !messages.reminder.enabled) return false;
  return isWithin(moment, REMINDER_WITHIN, now) && epoch(visit.plannedAt ?? visit.createdAt) < moment;
}

const isWithin = (moment: number | undefined, time: number, now: number): boolean =>
  moment !== undefined && moment <= now && now < moment + time;

const announced = (after: Visit, kind: FactKind, now: number): Outcome => ({
  after,
  facts: [factOf(after, kind, { at: instant(now), by: { role: 'system' } })],
});
