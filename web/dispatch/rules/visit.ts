import { HOUR, MINUTE } from '../../../shared/kernel/time.ts';
import type { Status, Visit } from '../api/types.ts';

/** What a visit looks like: its status, or that it is held. */
export type Look = Status | 'held';

export const lookOf = ({ status, hold }: Pick<Visit, 'status' | 'hold'>): Look =>
  hold && isBeforeDrive(status) ? 'held' : status;

/** Nobody has set off yet: it can be moved, held and released. */
export const isBeforeDrive = (status: Status): boolean =>
  status === 'pending_dispatch' || status === 'dispatched';

/** Somebody is on the way to it, or there. */
export const isUnderWay = (status: Status): boolean => status === 'en_route' || status === 'arrived';

export const isOver = (status: Status): boolean => status === 'completed' || status === 'cancelled';

export const startOf = ({ window }: Pick<Visit, 'window'>): number => Date.parse(window.start);
export const endOf = ({ window }: Pick<Visit, 'window'>): number => Date.parse(window.end);

export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? '';

/** `Dana W.`, where there is no room for more; a company's name is cut where it is too long. */
export function shortName(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  const last = rest.at(-1);
  return last ? `${first} ${last.charAt(0)}.` : first;
}

export const initialsOf = (name: string): string => {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  return (first.charAt(0) + (rest.at(-1)?.charAt(0) ?? '')).toUpperCase();
};

/**
 * For how many minutes somebody should have been there; undefined while nobody is late.
 * @param from which end of the window the account counts from
 */
export function minutesLate(visit: Visit, from: 'start' | 'end', now: number): number | undefined {
  if (!visit.late || visit.status === 'arrived' || isOver(visit.status)) return undefined;
  const due = from === 'start' ? startOf(visit) : endOf(visit);
  return Math.max(1, Math.floor((now - due) / MINUTE));
}

/** Nobody is assigned, and somebody should be there by now. */
export const isOverdue = (visit: Visit, now: number): boolean =>
  visit.technicianIds.length === 0 && isBeforeDrive(visit.status) && !visit.hold && startOf(visit) < now;

/** The lead first; whose row it is drawn in. */
export const rowOf = ({ technicianIds }: Pick<Visit, 'technicianIds'>): string =>
  technicianIds[0] ?? UNASSIGNED;

/** The lane of visits that nobody is assigned to; no member has this id. */
export const UNASSIGNED = '';

/** A visit shown at another time, as long as before. */
export const movedTo = (visit: Visit, start: number): Visit['window'] => ({
  start: new Date(start).toISOString(),
  end: new Date(start + endOf(visit) - startOf(visit)).toISOString(),
});

/** Hours, with the fraction that a place on the axis needs. */
export const hours = (ms: number): number => ms / HOUR;
