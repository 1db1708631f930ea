import { calendarDay, clockRange, clockTime } from '../../messaging/spoken-time.ts';
import { driveViewModel, hasMap, type ViewInput, type ViewModel, who } from './drive-view-model.ts';

/** Tells a visit as it stands. */
export function viewModel(input: ViewInput): ViewModel {
  const { document, words } = input;
  if (document.hold) {
    const notes = [words.newTimeComes(document.company.name)];
    return { headline: words.beingRescheduled, size: 'words', notes };
  }
  switch (document.status) {
    case 'pending_dispatch':
    case 'dispatched':
      return { ...overdue(input), ...scheduled(input) };
    case 'en_route':
      return { ...overdue(input), ...driveViewModel(input) };
    case 'arrived':
      return arrived(input);
    case 'completed':
      return over(input);
  }
}

function overdue({ document, words, place }: ViewInput): Pick<ViewModel, 'banner'> {
  if (!document.late || !document.window) return {};
  const start = clockTime(document.window.start, place);
  return { banner: [words.isLate(start), start] };
}

function scheduled(input: ViewInput): ViewModel {
  const { document, words, place, now } = input;
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
    ...(hasMap(input) && { chip: { text: words.mapGoesLive(who(input)), tone: 'calm' as const } }),
    step: dispatched ? 1 : 0,
    privacy: words.drive.sharedOnly(who(input)),
  };
}

function arrived(input: ViewInput): ViewModel {
  const { document, words, place } = input;
  return {
    ...(document.arrivedAt && { eyebrow: clockTime(document.arrivedAt, place) }),
    headline: words.hasArrived(who(input)),
    size: 'words',
    notes: [],
    ...(hasMap(input) && { chip: { text: words.atAddress, tone: 'live' as const } }),
    step: 3,
    privacy: words.sharingStopped,
  };
}

function over(input: ViewInput): ViewModel {
  const { document, words, place } = input;
  if (document.closed) {
    return { headline: words.closed, size: 'words', notes: [words.closedBecause(document.company.name)] };
  }
  const finished = document.completedAt
    ? [words.finishedAt(who(input), clockTime(document.completedAt, place))]
    : [];
  return { headline: words.completed, size: 'words', notes: [...finished, words.trackingClosed] };
}
