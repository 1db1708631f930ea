import { epoch, HOUR, type Instant, instant } from '../../kernel/time.ts';
import { calendarDay, clockRange, clockTime } from '../../messaging/spoken-time.ts';
import { hoursInWords, minutesInWords } from './distance-words.ts';
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
      return { ...overdue(input), ...booked(input), ...driveViewModel(input) };
    case 'arrived':
      return arrived(input);
    case 'completed':
      return over(input);
  }
}

/** What somebody on the spot expects, as long as that can still be; then that it is late. */
function overdue({ document, words, place, now }: ViewInput): Pick<ViewModel, 'banner'> {
  const { delay, eta } = document;
  if (delay && !eta && now <= epoch(delay.arrivesAt)) {
    const arrival = clockTime(delay.arrivesAt, place);
    return { banner: [words.runsLate(minutesInWords(delay.minutes, words.locale), arrival), arrival] };
  }
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
    headline: words.hasArrived(who(input), document.company.name),
    size: 'sentence',
    notes: [],
    ...(hasMap(input) && { chip: { text: words.atAddress, tone: 'there' as const } }),
    step: 3,
    ...closing(input),
    privacy: words.sharingStopped,
  };
}

/** Nobody knows when the work will be done: the moment itself can be told only where it ends the link anyway. */
function closing(input: ViewInput): Pick<ViewModel, 'closing'> {
  const { words, closesAt, retentionHours, now } = input;
  if (!closesAt || retentionHours === undefined) return {};
  if (epoch(closesAt) <= now + retentionHours * HOUR) return { closing: closesAtWords(input, closesAt) };
  if (retentionHours === 0) return { closing: words.linkClosesWithJob };
  return { closing: words.linkClosesAfter(hoursInWords(retentionHours, words.locale)) };
}

const closesAtWords = ({ words, place, now }: ViewInput, closesAt: Instant): string =>
  words.linkClosesAt(clockTime(closesAt, place), calendarDay(closesAt, place, 'long', now));

/** With the day where it is another one than today. */
function booked({ document: { window, eta }, words, place, now }: ViewInput): Pick<ViewModel, 'booked'> {
  if (!window) return {};
  const hours = clockRange(window.start, window.end, place);
  const day = calendarDay(window.start, place, 'short', now);
  const when = day === calendarDay(instant(now), place, 'short', now) ? hours : `${day}, ${hours}`;
  const isEarly = eta && eta.arrivesAt < window.start;
  return { booked: isEarly ? words.earlierThanBooked(when) : words.booked(when) };
}

function over(input: ViewInput): ViewModel {
  const { document, words, place, closesAt } = input;
  const closes = closesAt ? [closesAtWords(input, closesAt)] : [];
  if (document.closed) {
    const notes = [words.closedBecause(document.company.name), ...closes];
    return { headline: words.closed, size: 'words', notes };
  }
  const finished = document.completedAt
    ? [words.finishedAt(who(input), clockTime(document.completedAt, place))]
    : [];
  return { headline: words.completed, size: 'words', notes: [...finished, ...closes] };
}
