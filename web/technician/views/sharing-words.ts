import { freshFor } from '../rules/pace.ts';
import { type SharingFacts, type SharingState, sharingState } from '../rules/sharing.ts';
import { projected } from '../rules/steps.ts';
import { isOver } from '../rules/visit.ts';
import type { State } from '../state.ts';
import type { Told } from './told.ts';

/** Does nothing come today that positions would be shared for? Not known before the day has been read. */
const isIdle = ({ day, waiting, refusals, signedIn }: State): boolean =>
  signedIn && day !== undefined && projected(day.visits, waiting, refusals).every(isOver);

/** What the pill says of the state of things. */
export function sharingOf(state: State, now: number): SharingState {
  const facts: SharingFacts = {
    now,
    offSince: state.offSince ?? (isIdle(state) ? now : undefined),
    otherApp: state.otherApp !== undefined,
    permission: state.permission,
    noFix: state.noFix,
    signedIn: state.signedIn,
    waiting: state.sent.waiting,
    cutSince: state.cutSince,
    clockWrong: state.sent.clockWrong === true,
    back: state.back,
    accuracy: state.fix?.accuracy,
    takenAt: state.sent.takenAt,
    fresh: state.pace ? freshFor(state.pace) : 30,
  };
  return sharingState(facts);
}

/** What is behind the pill's word, in two lines. */
export function sharingWords(is: SharingState, state: State, told: Told, now: number): readonly string[] {
  const { sheet } = told.words;
  const { fix, sent, waiting, otherApp, cutSince, back, offSince } = state;
  const accuracy = told.short(fix?.accuracy ?? 0);
  switch (is) {
    case 'off':
      return offSince === undefined ? sheet.noWork() : sheet.off(told.time(offSince));
    case 'otherApp':
      return sheet.otherApp(otherApp?.at === undefined ? undefined : told.ago(now - otherApp.at));
    case 'queued':
      return sheet.queued(told.time(cutSince ?? now));
    case 'signedOut':
      return sheet.signedOut(sent.waiting, waiting.length);
    case 'paused':
      return sheet.paused(told.duration(back?.hiddenMs ?? 0));
    case 'weak':
      return sheet.weak(accuracy);
    case 'sharing':
      return sheet.sharing(told.ago(now - (sent.takenAt ?? now)), accuracy);
    default:
      return sheet[is]();
  }
}
