/** Everything that decides whether the phone's position is being shared; instants in epoch ms. */
export interface SharingFacts {
  readonly now: number;
  /** Since when the technician has switched it off. */
  readonly offSince?: number | undefined;
  /** An app of another maker reports in this page's place. */
  readonly otherApp: boolean;
  readonly permission: 'prompt' | 'granted' | 'denied';
  /** The receiver said that there is no position to be had. */
  readonly noFix: boolean;
  readonly signedIn: boolean;
  readonly waiting: number;
  /** Since when nothing came through. */
  readonly cutSince?: number | undefined;
  /** The service takes nothing, for this phone's clock is wrong. */
  readonly clockWrong?: boolean;
  /** The page came back from being hidden: when, and for how long it had been. */
  readonly back?: { readonly at: number; readonly hiddenMs: number } | undefined;
  /** Of the last fix, metres. */
  readonly accuracy?: number | undefined;
  /** When the service last took positions. */
  readonly takenAt?: number | undefined;
  /** For how long that counts, seconds. */
  readonly fresh: number;
}

export type SharingState =
  | 'off'
  | 'otherApp'
  | 'ask'
  | 'blocked'
  | 'noGps'
  | 'signedOut'
  | 'clock'
  | 'queued'
  | 'paused'
  | 'weak'
  | 'finding'
  | 'sharing';

const TOLD_AFTER_RETURN = 60_000;
/** Shorter absences lose no more than a fix or two. */
const A_PAUSE = 30_000;
/** Beyond this a position names a quarter, not a street. */
const WEAK_METERS = 300;

/** The first that holds. What is said last is the only good news, so that it is never said in error. */
export function sharingState(facts: SharingFacts): SharingState {
  const { now, back, takenAt } = facts;
  const isBack = back && now - back.at < TOLD_AFTER_RETURN && back.hiddenMs > A_PAUSE;
  const states: readonly (readonly [SharingState, unknown])[] = [
    ['off', facts.offSince !== undefined],
    ['otherApp', facts.otherApp],
    ['ask', facts.permission === 'prompt'],
    ['blocked', facts.permission === 'denied'],
    ['noGps', facts.noFix],
    ['signedOut', !facts.signedIn],
    ['clock', facts.clockWrong],
    ['queued', facts.cutSince !== undefined && facts.waiting > 0],
    ['paused', isBack],
    ['weak', (facts.accuracy ?? 0) > WEAK_METERS],
    ['sharing', takenAt !== undefined && now - takenAt < facts.fresh * 1000],
  ];
  return states.find(([, holds]) => holds)?.[0] ?? 'finding';
}

/** Good, in between, or in need of the technician. */
export const TONE: Readonly<Record<SharingState, 'good' | 'ask' | 'warn' | 'bad' | 'calm'>> = {
  off: 'calm',
  otherApp: 'ask',
  ask: 'ask',
  blocked: 'bad',
  noGps: 'bad',
  signedOut: 'bad',
  clock: 'bad',
  queued: 'warn',
  paused: 'warn',
  weak: 'warn',
  finding: 'ask',
  sharing: 'good',
};
