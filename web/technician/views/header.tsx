import type { ComponentChildren } from 'preact';
import type { Day } from '../rules/day.ts';
import { type SharingState, TONE } from '../rules/sharing.ts';
import { firstName, isUnderWay } from '../rules/visit.ts';
import type { State } from '../state.ts';
import {
  ClockIcon,
  CrossIcon,
  CutIcon,
  LockIcon,
  PauseIcon,
  PhoneIcon,
  PinIcon,
  WarnIcon,
} from './icons.tsx';
import { sharingOf } from './sharing-words.ts';
import type { Told } from './told.ts';

const ICONS: Readonly<Record<SharingState, () => preact.JSX.Element>> = {
  off: PauseIcon,
  otherApp: PhoneIcon,
  ask: PinIcon,
  blocked: CrossIcon,
  noGps: CrossIcon,
  signedOut: LockIcon,
  clock: ClockIcon,
  queued: CutIcon,
  paused: PauseIcon,
  weak: WarnIcon,
  finding: PinIcon,
  sharing: () => <span class="dot" aria-hidden="true" />,
};

interface HeaderProps {
  readonly state: State;
  readonly day: Day;
  readonly told: Told;
  readonly now: number;
  readonly onPill: () => void;
  readonly onMenu: () => void;
}

export function Header({ state, day, told, now, onPill, onMenu }: HeaderProps) {
  const { words } = told;
  const is = sharingOf(state, now);
  const pill = words.pill[is];
  const Icon = ICONS[is];
  return (
    <header>
      <button type="button" class="logo" aria-label={words.menu} onClick={onMenu}>
        {state.day?.company?.company.name.trim().charAt(0).toUpperCase() ?? '·'}
      </button>
      <div class="today">
        <h1>{told.day(now, now)}</h1>
        <p>{line(state, day, told)}</p>
      </div>
      <button type="button" class={`pill ${TONE[is]}`} onClick={onPill}>
        <Icon />
        {typeof pill === 'function' ? pill(state.sent.waiting) : pill}
      </button>
    </header>
  );
}

/** What the day is about, in half a line; on the narrowest screens without since when. */
function line(state: State, { current, done, total }: Day, told: Told): ComponentChildren {
  const { day: words } = told.words;
  if (!state.day) return words.loading;
  if (total === 0) return words.none;
  if (current && isUnderWay(current)) {
    const name = firstName(current);
    if (current.status === 'en_route') return words.driving(name);
    const since = words.since(told.time(current.arrivedAt ?? ''));
    return (
      <>
        {words.at(name)} <span class="wide">{since}</span>
      </>
    );
  }
  if (done.length > 0 || !current) return words.done(done.length, total);
  return words.visits(total, told.time(current.window.start));
}
