import type { Clock } from './clock.ts';
import { createLocating } from './locate.ts';
import { createWakeLock, isLow } from './power.ts';
import { sortDay } from './rules/day.ts';
import type { Fix } from './rules/pace.ts';
import { projected } from './rules/steps.ts';
import type { About, Sending } from './send-positions.ts';
import type { State } from './state.ts';

/** Positions are looked for while there is a visit to come, sharing is on, and the phone lets us. */
const isOnDuty = (state: State): boolean =>
  state.signedIn &&
  !state.standing &&
  state.offSince === undefined &&
  !state.otherApp &&
  state.permission === 'granted' &&
  dayOf(state).current !== undefined;

const dayOf = ({ day, waiting, refusals }: State) => sortDay(projected(day?.visits ?? [], waiting, refusals));

/** In the words of the API; a page is never let know where it is in the background. */
export function permissionOf({ permission, noFix }: State): Pick<About, 'permission'> {
  if (permission === 'prompt') return {};
  if (permission === 'denied') return { permission };
  return { permission: noFix ? 'unavailable' : 'while_in_use' };
}

/** A batch goes out early when so many fixes wait. */
const ENOUGH = 20;

interface DutyOptions {
  readonly sending: Sending;
  readonly clock: Pick<Clock, 'behind'>;
  readonly state: () => State;
  readonly change: (patch: Partial<State>) => void;
  /** The phone has said where it is. */
  readonly onFix: () => void;
}

export type Duty = ReturnType<typeof createDuty>;

/** Looks for positions while they are wanted, and for nothing else. */
export function createDuty({ sending, clock, state, change, onFix }: DutyOptions) {
  const keepAwake = createWakeLock();
  const going = () => {
    const { current } = dayOf(state());
    const { lat, lng } = current?.address ?? {};
    const status =
      current?.status === 'en_route' ? 'driving' : current?.status === 'arrived' ? 'on-site' : 'between';
    return {
      status,
      lowBattery: isLow(state().battery),
      goal: lat !== undefined && lng !== undefined ? { lat, lng } : undefined,
    } as const;
  };
  const locating = createLocating({
    surroundings: {
      receiver: navigator.geolocation,
      now: Date.now,
      behind: clock.behind,
      later: (call, ms) => {
        const timer = setTimeout(call, ms);
        return () => clearTimeout(timer);
      },
    },
    going,
    battery: () => state().battery?.level,
    onFix: (fix) => {
      change({ fix, noFix: false, permission: 'granted' });
      onFix();
    },
    onNews: (fix) => void keep(fix),
    onFailure: (failure) => {
      change(failure === 'denied' ? { permission: 'denied' } : { noFix: true });
      tellOffice();
    },
    onDue: () => void send(),
    onPace: (pace) => change({ pace }),
  });
  const keep = async (fix: Fix) => {
    await sending.add(fix);
    const isFirst = state().sent.takenAt === undefined;
    if (isFirst || state().sent.waiting >= ENOUGH) await send();
  };
  const send = async () => {
    if (!sending.isWaiting() && !state().sent.signedOut) await sending.flush();
  };
  let told: string | undefined;
  /** Who can send no position says why: otherwise the office would wonder. */
  const tellOffice = () => {
    const { permission } = permissionOf(state());
    if (permission === told || !state().signedIn || !dayOf(state()).current) return;
    told = permission;
    if (permission === 'denied' || permission === 'unavailable') sending.report();
  };
  return {
    /** What is known has changed: starts, stops, or hurries. */
    adapt(): void {
      tellOffice();
      if (!isOnDuty(state())) {
        locating.stop();
        keepAwake(false);
        return;
      }
      if (locating.isOn()) locating.adapt();
      else locating.start();
      keepAwake(going().status === 'driving');
    },
    latest: locating.latest,
  };
}
