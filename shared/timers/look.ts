import type { Occurrence } from '../alerts/alert.ts';
import { epoch, instant } from '../kernel/time.ts';
import type { Settings } from '../team/settings.ts';
import { stepBetween } from '../visits/life.ts';
import { markLate } from '../visits/mark-late.ts';
import { type Outcome, takeStep } from '../visits/take-step.ts';
import type { Visit } from '../visits/visit.ts';
import { closedAlert, lateAlert, silentAlert } from './alert-words.ts';
import { type Announced, askAt, decideAnnouncement, remindAt } from './announcements.ts';
import { closesAt, lateAt, SILENT_AFTER, silentAt } from './moments.ts';

/** A visit as it stands at a moment, and what else counts. */
export interface Seen {
  readonly visit: Visit;
  readonly settings: Pick<Settings, 'noShow' | 'link'> & Announced;
  /** Time of the newest fix of whoever is on the way, epoch ms. */
  readonly heardAt?: number | undefined;
  /** Epoch ms. */
  readonly now: number;
}

/** What becomes of a visit because of the time, and what the office is told with it, if anything. */
export interface Overdue {
  readonly outcome: Outcome;
  readonly alert?: Occurrence;
}

/** What time has made of a visit, if anything: it is late, or to be closed, or the customer to be told something. */
export function decideOverdue(seen: Seen): Overdue | undefined {
  return decideClosing(seen) ?? decideLate(seen) ?? decideTelling(seen);
}

function decideTelling({ visit, settings, now }: Seen): Overdue | undefined {
  const outcome = decideAnnouncement(visit, settings, now);
  return outcome && { outcome };
}

function decideClosing({ visit, settings, heardAt, now }: Seen): Overdue | undefined {
  if (!isPast(closesAt(visit, heardAt), now)) return undefined;
  const started = visit.status === 'en_route' || visit.status === 'arrived';
  const step = stepBetween(visit.status, started ? 'completed' : 'cancelled');
  if (!step) return undefined;
  const outcome = takeStep(visit, step, {
    by: { role: 'system' },
    at: now,
    now,
    reason: started ? 'auto_closed' : 'expired',
    retentionHours: settings.link.retentionHours,
  });
  return { outcome, alert: closedAlert(visit) };
}

function decideLate({ visit, settings: { noShow }, now }: Seen): Overdue | undefined {
  const since = lateAt(visit, noShow);
  if (since === undefined || visit.late || !isPast(since, now)) return undefined;
  return { outcome: markLate(visit, since, now), alert: lateAlert(visit, noShow.from, now) };
}

/**
 * What the office is told when a phone that should be moving is silent: once for each silence, which is known by what
 * was last heard before it.
 */
export function decideSilence({ visit, heardAt, now }: Seen): Occurrence | undefined {
  if (!isPast(silentAt(visit, heardAt), now)) return undefined;
  const since = Math.max(epoch(visit.enRouteAt ?? visit.changedAt), heardAt ?? 0);
  return silentAlert(visit, instant(since));
}

/**
 * When to look at the visit again, epoch ms and later than now; never, when nothing can come of it. A silence that
 * was told of may end and begin again, so it is looked at anew.
 */
export function nextLook({ visit, settings, heardAt, now }: Seen): number | undefined {
  const silent = silentAt(visit, heardAt);
  const moments = [
    visit.late ? undefined : lateAt(visit, settings.noShow),
    closesAt(visit, heardAt),
    remindAt(visit),
    askAt(visit, settings),
    silent !== undefined && silent <= now ? now + SILENT_AFTER : silent,
  ];
  const ahead = moments.filter((moment) => moment !== undefined && moment > now) as number[];
  return ahead.length > 0 ? Math.min(...ahead) : undefined;
}

const isPast = (moment: number | undefined, now: number): boolean => moment !== undefined && moment <= now;
