import { LIFE } from '../../../shared/visits/life.ts';
import type { Settings, Status, Visit } from '../api/types.ts';
import { isBeforeDrive, type Look } from './visit.ts';

/** What the office can do about a visit, each with a name, a key and a place in its menu. */
export type Deed =
  | 'dispatch'
  | 'on_my_way'
  | 'arrived'
  | 'complete'
  | 'recall'
  | 'undo_start'
  | 'undo_arrival'
  | 'hold'
  | 'release'
  | 'cancel'
  | 'assign'
  | 'add_technician'
  | 'reschedule'
  | 'copy_link';

/** The deeds that are steps of a visit's life. */
export const TO: Readonly<Partial<Record<Deed, Status>>> = {
  dispatch: 'dispatched',
  on_my_way: 'en_route',
  arrived: 'arrived',
  complete: 'completed',
  recall: 'pending_dispatch',
  undo_start: 'dispatched',
  undo_arrival: 'en_route',
  cancel: 'cancelled',
};

/** What stands on the way of a step, where something does. */
export type Hindrance = 'no_technician' | 'on_hold' | 'not_now';

/** Everything that can be done with a visit as it is, in the order of its menu. */
export function deedsOf(visit: Visit): readonly Deed[] {
  const { status } = visit;
  const before = isBeforeDrive(status);
  const steps = STEPS.filter((deed) => !hindrance(visit, deed));
  return [
    ...steps,
    ...(status === 'completed' || status === 'cancelled' ? [] : (['assign'] as const)),
    ...(hindrance(visit, 'add_technician') ? [] : (['add_technician'] as const)),
    ...(before ? (['reschedule', visit.hold ? 'release' : 'hold'] as const) : []),
    ...(status === 'cancelled' ? [] : (['copy_link'] as const)),
    ...CORRECTIONS.filter((deed) => !hindrance(visit, deed)),
  ];
}

const STEPS = ['dispatch', 'on_my_way', 'arrived', 'complete'] as const satisfies readonly Deed[];
/** What takes something back, or ends it; each needs a reason. */
const CORRECTIONS = ['recall', 'undo_start', 'undo_arrival', 'cancel'] as const satisfies readonly Deed[];

/** Where the correction of a status leads; the same target from elsewhere is no correction. */
const FROM: Readonly<Partial<Record<Deed, Status>>> = {
  recall: 'dispatched',
  undo_start: 'en_route',
  undo_arrival: 'arrived',
};

/** Why a deed is not possible now; undefined where it is. */
export function hindrance(visit: Visit, deed: Deed): Hindrance | undefined {
  const to = TO[deed];
  const { status, hold, technicianIds } = visit;
  if (deed === 'hold') return isBeforeDrive(status) && !hold ? undefined : 'not_now';
  if (deed === 'release') return hold && isBeforeDrive(status) ? undefined : 'not_now';
  if (deed === 'reschedule') return isBeforeDrive(status) ? undefined : 'not_now';
  if (deed === 'assign') return status === 'completed' || status === 'cancelled' ? 'not_now' : undefined;
  if (deed === 'add_technician')
    return technicianIds.length > 0 && status !== 'completed' && status !== 'cancelled'
      ? undefined
      : 'not_now';
  if (deed === 'copy_link') return status === 'cancelled' ? 'not_now' : undefined;
  const step = LIFE.find((one) => one.from === status && one.to === to && one.who.includes('dispatcher'));
  const from = FROM[deed];
  if (!step || (from ? from !== status : step.undoes)) return 'not_now';
  if (!step.starts) return undefined;
  if (technicianIds.length === 0) return 'no_technician';
  return hold ? 'on_hold' : undefined;
}

/** The one deed that comes next in a visit's life, for the first button of its drawer. */
export function nextDeed(visit: Visit): Deed | undefined {
  if (visit.hold && isBeforeDrive(visit.status)) return 'release';
  if (visit.status === 'pending_dispatch') return visit.technicianIds.length > 0 ? 'dispatch' : 'assign';
  return NEXT[visit.status];
}

const NEXT: Readonly<Partial<Record<Status, Deed>>> = {
  dispatched: 'on_my_way',
  en_route: 'arrived',
  arrived: 'complete',
};

/** Nothing is taken back, held or ended without saying why. */
export const needsReason = (deed: Deed): boolean =>
  deed === 'hold' || (CORRECTIONS as readonly Deed[]).includes(deed);

/** What takes a deed back, and why; nothing brings back what is over. */
const BACK: Readonly<Partial<Record<Deed, Deed>>> = {
  dispatch: 'recall',
  on_my_way: 'undo_start',
  arrived: 'undo_arrival',
  recall: 'dispatch',
  undo_start: 'on_my_way',
  undo_arrival: 'arrived',
  hold: 'release',
  release: 'hold',
};

/** @param visit as it was before; a hold comes back with its reason, a start from where it was taken */
export function backOf(
  { status, hold }: Visit,
  deed: Deed,
): { readonly deed: Deed; readonly reason?: string } | undefined {
  const back = BACK[deed];
  // Setting off without having been dispatched leads back to dispatched alone.
  if (!back || (deed === 'on_my_way' && status !== 'dispatched')) return undefined;
  return { deed: back, ...(deed === 'release' && hold && { reason: hold.reason }) };
}

/** The message that a deed has the customer sent. */
const TELLS: Readonly<Partial<Record<Deed, keyof Settings['messages']>>> = {
  dispatch: 'dispatched',
  on_my_way: 'en_route',
  arrived: 'arrived',
};

/** Which messages the account has switched on. */
type Switches = Readonly<Record<keyof Settings['messages'], { readonly enabled: boolean }>>;

/** Whether a deed is only sent after a moment: the customer is told, by the account's switches, or it is for good. */
export function waits(deed: Deed, messages: Switches | undefined): boolean {
  if (deed === 'complete' || deed === 'cancel') return true;
  const kind = TELLS[deed];
  return kind !== undefined && (messages?.[kind].enabled ?? true);
}

/** What a visit looks like once it is done. */
export const lookAfter = (visit: Visit, deed: Deed): Look =>
  deed === 'hold' ? 'held' : (TO[deed] ?? visit.status);
