import type { Me } from '../session/session.ts';
import type { Battery } from './power.ts';
import type { DayRead } from './read-day.ts';
import type { MapRead } from './rules/map.ts';
import type { Fix, Pace } from './rules/pace.ts';
import type { Refusal, WaitingStep } from './rules/steps.ts';
import type { Sent } from './send-positions.ts';

/** Everything the page shows, but for what is open on it. */
export interface State {
  /** What was kept has been read. */
  readonly isReady: boolean;
  readonly me?: Me | undefined;
  readonly signedIn: boolean;
  /** The way back from the sign-in page did not end here. */
  readonly signInFailed?: boolean;
  readonly day?: DayRead | undefined;
  /** Of the drive that was last begun. */
  readonly map?: MapRead | undefined;
  readonly waiting: readonly WaitingStep[];
  readonly refusals: readonly Refusal[];
  readonly sent: Sent;
  /** Since when nothing gets through, epoch ms. */
  readonly cutSince?: number | undefined;
  /** How far this phone's clock is behind the service's, milliseconds. */
  readonly behind: number;
  readonly permission: 'prompt' | 'granted' | 'denied';
  readonly fix?: Fix | undefined;
  readonly noFix: boolean;
  readonly pace?: Pace | undefined;
  readonly battery?: Battery | undefined;
  readonly offSince?: number | undefined;
  /** An app of another maker reports in this page's place; when it last did, epoch ms. */
  readonly otherApp?: { readonly at?: number | undefined } | undefined;
  readonly back?: { readonly at: number; readonly hiddenMs: number } | undefined;
  /** The account, or access to it: closed, or not opened yet. */
  readonly standing?: 'barred' | 'soon' | undefined;
  /** The visit the technician opened. */
  readonly chosen?: string | undefined;
  /** How late whom was told, in minutes, once the service had taken it. */
  readonly toldLate?: { readonly visitId: string; readonly minutes: number } | undefined;
  /** Nothing is to be heard of this page. */
  readonly silent?: true | undefined;
  /** The question that was answered, so that it is not asked again before the service has heard. */
  readonly answered?: string | undefined;
}

export const BEGINNING: State = {
  isReady: false,
  signedIn: false,
  waiting: [],
  refusals: [],
  sent: { waiting: 0 },
  behind: 0,
  permission: 'prompt',
  noFix: false,
};
