import { epoch, MINUTE, SECOND } from '../../kernel/time.ts';
import { calendarDay, clockRange, clockTime, type Place } from '../../messaging/spoken-time.ts';
import { distanceInWords, minutesInWords } from '../distance-words.ts';
import type { Words } from '../language/words.ts';
import type { StatusDocument } from '../status-document.ts';

/** What the page says, in words alone. */
export interface Story {
  /** Small, above the headline. */
  readonly eyebrow?: string;
  readonly headline: string;
  /** Time to go: the amount, and what it is. */
  readonly aside?: readonly [amount: string, meaning: string];
  readonly notes: readonly string[];
  /** How fresh the position is. */
  readonly freshness?: { readonly text: string; readonly live: boolean };
  /** Which of the four steps the visit is at; none when it is over or on hold. */
  readonly step?: 0 | 1 | 2 | 3;
  /** There is nothing to wait for: calling comes first. */
  readonly callFirst?: true;
  /** Below everything: what happens with the technician's location. */
  readonly privacy?: string;
}

/** What a story is told from. */
export interface Told {
  readonly document: StatusDocument;
  readonly words: Words;
  readonly place: Place;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Under this age a position is live; up to the next it is merely not quite new. */
const LIVE_FOR = 45 * SECOND;
const FRESH_FOR = 2 * MINUTE;
const GONE_AFTER = 10 * MINUTE;

/** Tells a visit as it stands. */
export function tell(told: Told): Story {
  const { document, words } = told;
  if (document.hold) {
    const notes = [words.newTimeComes(document.company.name)];
    return { headline: words.beingRescheduled, notes };
  }
  switch (document.status) {
    case 'pending_dispatch':
    case 'dispatched':
      return scheduled(told);
    case 'en_route':
      return onTheWay(told);
    case 'arrived':
      return arrived(told);
    case 'completed':
      return over(told);
  }
}

const who = ({ document, words }: Told): string => document.technician?.firstName || words.somebody;

function scheduled(told: Told): Story {
  const { document, words, place } = told;
  const dispatched = document.status === 'dispatched';
  const { start, end } = document.window ?? { start: document.updatedAt, end: document.updatedAt };
  const lastDay = calendarDay(end, place, 'short');
  const sameDay = calendarDay(start, place, 'short') === lastDay;
  return {
    eyebrow: calendarDay(start, place, 'long'),
    headline: sameDay
      ? clockRange(start, end, place)
      : `${clockTime(start, place)} – ${lastDay}, ${clockTime(end, place)}`,
    notes: [
      dispatched || document.technician ? words.willVisit(who(told)) : words.scheduledFor,
      ...(document.address?.lat === undefined ? [] : [words.trackingStarts(who(told))]),
    ],
    step: dispatched ? 1 : 0,
    privacy: words.sharedOnly(who(told)),
  };
}

function onTheWay(told: Told): Story {
  const { document, words, place, now } = told;
  const { eta, position } = document;
  const privacy = words.sharedOnly(who(told));
  const age = position ? now - epoch(position.at) : undefined;
  const silence = age !== undefined && age > FRESH_FOR ? [words.noUpdate(who(told), ago(age, words))] : [];
  if (!eta) {
    const gone = age !== undefined && age > GONE_AFTER;
    const hope = gone ? [words.callToAsk(document.company.name)] : waiting(told);
    const notes = [...silence, ...hope];
    return { headline: words.onTheWay(who(told)), notes, step: 2, privacy, ...(gone && { callFirst: true }) };
  }
  const { earliest, latest, arrivesAt, distanceMeters } = eta;
  const ranged = earliest && latest;
  const minutes = minutesInWords((epoch(arrivesAt) - now) / MINUTE, words.locale);
  return {
    eyebrow: words.arrivingAround,
    headline: ranged ? clockRange(earliest, latest, place) : clockTime(arrivesAt, place),
    ...(!ranged && { aside: [minutes, words.away] as const }),
    notes: [
      position ? words.onTheWay(who(told)) : words.hasSetOff(who(told)),
      ...silence,
      ...(position
        ? [words.distanceAway(distanceInWords(distanceMeters, words.locale, place.timeZone))]
        : []),
    ],
    ...(age !== undefined && { freshness: freshness(age, words) }),
    step: 2,
    privacy,
  };
}

/** Where the address could not be verified there is no arrival time to wait for. */
const waiting = ({ document, words }: Told): string[] =>
  document.address?.lat === undefined ? [] : [words.timeComes];

const ago = (age: number, words: Words): string => minutesInWords(Math.floor(age / MINUTE), words.locale);

function freshness(age: number, words: Words): { text: string; live: boolean } {
  if (age < LIVE_FOR) return { text: words.live, live: true };
  const text = age <= FRESH_FOR ? words.updatedAgo(ago(age, words)) : words.lastSeenAgo(ago(age, words));
  return { text, live: false };
}

function arrived(told: Told): Story {
  const { document, words, place } = told;
  return {
    ...(document.arrivedAt && { eyebrow: clockTime(document.arrivedAt, place) }),
    headline: words.hasArrived(who(told)),
    notes: [words.inProgress],
    step: 3,
    privacy: words.sharingStopped,
  };
}

function over(told: Told): Story {
  const { document, words, place } = told;
  if (document.closed) {
    return { headline: words.closed, notes: [words.closedBecause(document.company.name)], callFirst: true };
  }
  const finished = document.completedAt
    ? [words.finishedAt(who(told), clockTime(document.completedAt, place))]
    : [];
  return { headline: words.completed, notes: [...finished, words.trackingClosed] };
}
