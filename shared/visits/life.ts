import type { By, FactKind, Status } from './visit.ts';

type Who = By['role'];

/** One step of a visit's life: from where to where, who may take it, and what it is called on the timeline. */
export interface Step {
  readonly from: Status;
  readonly to: Status;
  readonly who: readonly Who[];
  readonly fact: FactKind;
  /** Of the office: what a technician may do at all needs none. */
  readonly needsReason?: true;
  /** What the system may have done: a technician takes it back only then, and not for long. */
  readonly undoes?: true;
  /** Setting things in motion: needs a technician, and not while on hold. */
  readonly starts?: true;
}

const office: readonly Who[] = ['owner', 'dispatcher'];
const team: readonly Who[] = [...office, 'technician'];
const anyone: readonly Who[] = [...team, 'system'];
const officeOrSystem: readonly Who[] = [...office, 'system'];

/** The life of a visit. Everything else about statuses follows from this table. */
export const LIFE: readonly Step[] = [
  { from: 'pending_dispatch', to: 'dispatched', who: team, fact: 'visit.dispatched', starts: true },
  { from: 'pending_dispatch', to: 'en_route', who: anyone, fact: 'visit.en_route', starts: true },
  { from: 'dispatched', to: 'en_route', who: anyone, fact: 'visit.en_route', starts: true },
  { from: 'en_route', to: 'arrived', who: anyone, fact: 'visit.arrived' },
  { from: 'en_route', to: 'completed', who: anyone, fact: 'visit.completed' },
  { from: 'arrived', to: 'completed', who: anyone, fact: 'visit.completed' },
  {
    from: 'pending_dispatch',
    to: 'cancelled',
    who: officeOrSystem,
    fact: 'visit.cancelled',
    needsReason: true,
  },
  { from: 'dispatched', to: 'cancelled', who: officeOrSystem, fact: 'visit.cancelled', needsReason: true },
  { from: 'en_route', to: 'cancelled', who: office, fact: 'visit.cancelled', needsReason: true },
  { from: 'arrived', to: 'cancelled', who: office, fact: 'visit.cancelled', needsReason: true },
  // Corrections: recall twice, and undo.
  { from: 'dispatched', to: 'pending_dispatch', who: office, fact: 'visit.recalled', needsReason: true },
  {
    from: 'en_route',
    to: 'dispatched',
    who: team,
    fact: 'visit.recalled',
    needsReason: true,
    undoes: true,
  },
  {
    from: 'arrived',
    to: 'en_route',
    who: team,
    fact: 'visit.arrival_undone',
    needsReason: true,
    undoes: true,
  },
];

/** The step between two statuses, if life knows one. */
export const stepBetween = (from: Status, to: Status): Step | undefined =>
  LIFE.find((step) => step.from === from && step.to === to);

/** Nothing but its notes can change any more. */
export const isOver = (status: Status): boolean => status === 'completed' || status === 'cancelled';

/** Nobody has set off yet: it can be held, released and moved. */
export const isBeforeDrive = (status: Status): boolean =>
  status === 'pending_dispatch' || status === 'dispatched';
