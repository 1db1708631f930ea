import { epoch, type Instant, instant, MINUTE, SECOND } from '../../kernel/time.ts';
import { clockRange, clockTime, type Place } from '../../messaging/spoken-time.ts';
import type { DriveWords, Words } from '../language/words.ts';
import type { StatusDocument } from '../status-document.ts';
import { distanceInWords, minutesInWords } from './distance-words.ts';

/** The view model of the page: what it says, in words alone. */
export interface ViewModel {
  /** The visit is overdue, or will be: what was promised or is expected, with the time that is to stand out. */
  readonly banner?: readonly [text: string, time: string];
  /** Small, above the headline. */
  readonly eyebrow?: string;
  readonly headline: string;
  /** A time is told larger than a range of them or a few words, and these larger than a whole sentence. */
  readonly size: 'time' | 'range' | 'words' | 'sentence';
  /** Time to go: the amount, and what it is. */
  readonly aside?: readonly [amount: string, meaning: string];
  readonly notes: readonly string[];
  /** Told on the map: how fresh the position is, or why there is none. */
  readonly chip?: { readonly text: string; readonly tone: Tone };
  /** When the link will close, while the work goes on. */
  readonly closing?: string;
  /** What was promised, while somebody is on the way. */
  readonly booked?: string;
  /** Which of the four steps the visit is at; none when it is over or on hold. */
  readonly step?: 0 | 1 | 2 | 3;
  /** How much of the drive is done, 0 to 1; known only with an arrival time. */
  readonly progress?: number;
  /** There is nothing to wait for: calling comes first. */
  readonly callFirst?: true;
  /** Below everything: what happens with the technician's location. */
  readonly privacy?: string;
}

/** Green; the company's; grey; grey like the van that was not heard of for a while; grey while nothing can be heard. */
export type Tone = 'live' | 'there' | 'calm' | 'stale' | 'cut';

/** What the page is told from. */
export interface ViewInput<W = Words> {
  readonly document: StatusDocument;
  readonly words: W;
  readonly place: Place;
  /** Roads are measured in miles there. */
  readonly miles: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  /** When the link ends, as things stand. */
  readonly closesAt?: Instant | undefined;
  /** How long it stays once the work is done, which may be sooner than that. */
  readonly retentionHours?: number | undefined;
  /** When the page last heard anything, in epoch milliseconds: only while it is cut off. */
  readonly cutSince?: number | undefined;
}

/** Under this age a position is live; up to the next it is merely not quite new. */
const LIVE_FOR = 45 * SECOND;
const FRESH_FOR = 2 * MINUTE;
const GONE_AFTER = 10 * MINUTE;

type DriveInput = ViewInput<{ readonly drive: DriveWords; readonly locale: string }>;

/** How the page names whoever comes. */
export const who = ({ document, words }: DriveInput): string =>
  document.technician?.firstName || words.drive.somebody;

/** Without a known place there is neither map nor arrival time. */
export const hasMap = ({ document }: Pick<ViewInput, 'document'>): boolean =>
  document.address?.lat !== undefined;

/** The part of it that changes from fix to fix and by the minute; the only one a browser tells by itself. */
export function driveViewModel(input: DriveInput): ViewModel {
  const { document, words, place, now, cutSince } = input;
  const { drive, locale } = words;
  const { eta, position } = document;
  const age = position ? now - epoch(position.at) : undefined;
  // A page that hears nothing cannot say who is silent.
  const silence =
    !cutSince && age !== undefined && age > FRESH_FOR ? [drive.noUpdate(who(input), ago(age, words))] : [];
  const always = {
    ...(hasMap(input) && { chip: chip(input, age) }),
    step: 2,
    privacy: drive.sharedOnly(who(input)),
  } as const;
  if (!eta) {
    const gone = age !== undefined && age > GONE_AFTER;
    const hope = gone ? [drive.callToAsk(document.company.name)] : waiting(input);
    const notes = [...silence, ...hope];
    const headline = drive.onTheWay(who(input));
    return { ...always, headline, size: 'words', notes, ...(gone && { callFirst: true }) };
  }
  const { earliest, latest, arrivesAt, distanceMeters } = eta;
  const left = epoch(arrivesAt) - now;
  const away = position
    ? drive.distanceAway(distanceInWords(distanceMeters, locale, input.miles))
    : drive.away;
  return {
    ...always,
    eyebrow: document.late || document.delay ? drive.nowArrivingAround : drive.arrivingAround,
    notes: silence.map((text) => `${text} ${drive.willRefresh}`),
    progress: share(now - epoch(document.updatedAt), left),
    ...(earliest && latest
      ? { headline: clockRange(earliest, latest, place), size: 'range' }
      : {
          headline: clockTime(arrivesAt, place),
          size: 'time',
          // Minutes go by while nothing is heard; the time that was told is still the last that was known.
          ...(!cutSince && { aside: [minutesInWords(left / MINUTE, locale), away] as const }),
        }),
  };
}

/** Never quite nothing and never quite all of it, however the clock of the reader goes. */
const share = (done: number, left: number): number =>
  Math.round(100 * Math.min(0.95, Math.max(0.06, done / Math.max(1, done + left)))) / 100;

/** Where the address could not be verified there is no arrival time to wait for. */
const waiting = (input: DriveInput): string[] => (hasMap(input) ? [input.words.drive.timeComes] : []);

const ago = (age: number, { locale }: { readonly locale: string }): string =>
  minutesInWords(Math.floor(age / MINUTE), locale);

function chip(input: DriveInput, age: number | undefined): NonNullable<ViewModel['chip']> {
  const { words, cutSince, place } = input;
  const { drive } = words;
  if (cutSince) return { text: drive.reconnecting(clockTime(instant(cutSince), place)), tone: 'cut' };
  if (age === undefined) return { text: drive.hasSetOff(who(input)), tone: 'calm' };
  if (age < LIVE_FOR) return { text: drive.live, tone: 'live' };
  if (age <= FRESH_FOR) return { text: drive.updatedAgo(ago(age, words)), tone: 'calm' };
  return { text: drive.lastSeenAgo(ago(age, words)), tone: 'stale' };
}
/** `12 min · 3.2 mi away`, and `12 min away` while the distance is not told. */
export const asideInALine = ([amount, meaning]: NonNullable<ViewModel['aside']>): string =>
  `${amount}${/\d/.test(meaning) ? ' · ' : ' '}${meaning}`;

/** `Arriving around 9:15 AM · Live`: where there is room for a line alone. What is told in words needs nothing before. */
export const inALine = ({ eyebrow, headline, size, chip }: ViewModel): string => {
  const told = size === 'words' || !eyebrow ? headline : `${eyebrow} ${headline}`;
  return chip ? `${told} · ${chip.text}` : told;
};
