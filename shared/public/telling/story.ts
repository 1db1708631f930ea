import { calendarDay, clockRange, clockTime } from '../../messaging/spoken-time.ts';
import { hasMap, onTheWay, type Story, type Told, who } from './on-the-way.ts';

/** Tells a visit as it stands. */
export function tell(told: Told): Story {
  const { document, words } = told;
  if (document.hold) {
    const notes = [words.newTimeComes(document.company.name)];
    return { headline: words.beingRescheduled, size: 'words', notes };
  }
  switch (document.status) {
    case 'pending_dispatch':
    case 'dispatched':
      return { ...overdue(told), ...scheduled(told) };
    case 'en_route':
      return { ...overdue(told), ...onTheWay(told) };
    case 'arrived':
      return arrived(told);
    case 'completed':
      return over(told);
  }
}

function overdue({ document, words, place }: Told): Pick<Story, 'banner'> {
  if (!document.late || !document.window) return {};
  const start = clockTime(document.window.start, place);
  return { banner: [words.isLate(start), start] };
}

function scheduled(told: Told): Story {
  const { document, words, place, now } = told;
  const dispatched = document.status === 'dispatched';
  const { start, end } = document.window ?? { start: document.updatedAt, end: document.updatedAt };
  const lastDay = calendarDay(end, place, 'short', now);
  const sameDay = calendarDay(start, place, 'short', now) === lastDay;
  return {
    eyebrow: calendarDay(start, place, 'long', now),
    headline: sameDay
      ? clockRange(start, end, place)
      : `${clockTime(start, place)} – ${lastDay}, ${clockTime(end, place)}`,
    size: 'range',
    notes: document.technician ? [] : [words.scheduledFor],
    ...(hasMap(told) && { chip: { text: words.mapGoesLive(who(told)), tone: 'calm' as const } }),
    step: dispatched ? 1 : 0,
    privacy: words.drive.sharedOnly(who(told)),
  };
}

function arrived(told: Told): Story {
  const { document, words, place } = told;
  return {
    ...(document.arrivedAt && { eyebrow: clockTime(document.arrivedAt, place) }),
    headline: words.hasArrived(who(told)),
    size: 'words',
    notes: [],
    ...(hasMap(told) && { chip: { text: words.atAddress, tone: 'live' as const } }),
    step: 3,
    privacy: words.sharingStopped,
  };
}

function over(told: Told): Story {
  const { document, words, place } = told;
  if (document.closed) {
    return { headline: words.closed, size: 'words', notes: [words.closedBecause(document.company.name)] };
  }
  const finished = document.completedAt
    ? [words.finishedAt(who(told), clockTime(document.completedAt, place))]
    : [];
  return { headline: words.completed, size: 'words', notes: [...finished, words.trackingClosed] };
}
