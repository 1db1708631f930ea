import { MINUTE, SECOND } from '../../../shared/kernel/time.ts';
import type { Position } from '../api/types.ts';
import type { Row } from './rows.ts';
import { endOf, isBeforeDrive, startOf } from './visit.ts';

/** Of a technician, in one line: what they do now, or how long they are free. */
export type RowState =
  | { readonly kind: 'silent' }
  | { readonly kind: 'location_off' }
  | { readonly kind: 'en_route'; readonly eta?: string | undefined }
  | { readonly kind: 'on_site'; readonly ms: number }
  | { readonly kind: 'busy'; readonly title: string; readonly until: number }
  | { readonly kind: 'free'; readonly until?: number | undefined }
  | { readonly kind: 'due'; readonly since: number };

export type Ring = 'en_route' | 'on_site' | 'silent' | 'none';

/** Whoever is on the way, or should be, and was not heard of for so long is silent. */
export const SILENT_AFTER = 10 * MINUTE;

/** @param position where they were last seen, and when */
export function rowState({ placed, events }: Row, position: Position | undefined, now: number): RowState {
  const visits = placed.map(({ visit }) => visit);
  const driving = visits.find(({ status }) => status === 'en_route');
  const working = visits.find(({ status }) => status === 'arrived');
  const open = visits.filter((visit) => isBeforeDrive(visit.status) && !visit.hold);
  const due = working ? undefined : open.find((visit) => startOf(visit) <= now && endOf(visit) > now);
  if ((driving || due) && position && isSilent(position, now)) return { kind: 'silent' };
  if (position?.permission === 'denied') return { kind: 'location_off' };
  if (driving) return { kind: 'en_route', eta: driving.eta?.arrivesAt };
  if (working?.arrivedAt) return { kind: 'on_site', ms: now - Date.parse(working.arrivedAt) };
  const busy = events.find(({ event }) => startOf(event) <= now && endOf(event) > now)?.event;
  if (busy) return { kind: 'busy', title: busy.title, until: endOf(busy) };
  if (due) return { kind: 'due', since: startOf(due) };
  const next = open.find((visit) => startOf(visit) > now);
  return { kind: 'free', until: next && startOf(next) };
}

const isSilent = ({ at }: Position, now: number): boolean => now - Date.parse(at) >= SILENT_AFTER;

export const ringOf = (state: RowState): Ring =>
  state.kind === 'silent' || state.kind === 'en_route'
    ? state.kind
    : state.kind === 'on_site'
      ? 'on_site'
      : 'none';

/** How fresh a position is; the dot beside its age. */
export function freshness(at: string, now: number): 'live' | 'stale' | 'old' {
  const age = now - Date.parse(at);
  if (age < 2 * MINUTE) return 'live';
  return age < 60 * MINUTE ? 'stale' : 'old';
}

export type Age = { readonly unit: 's' | 'min' | 'h' | 'd'; readonly amount: number };

/** `6 s`, `14 min`, `2 h`. */
export function ageOf(at: string, now: number): Age {
  const ms = Math.max(0, now - Date.parse(at));
  if (ms < MINUTE) return { unit: 's', amount: Math.floor(ms / SECOND) };
  if (ms < 60 * MINUTE) return { unit: 'min', amount: Math.floor(ms / MINUTE) };
  const hours = Math.floor(ms / (60 * MINUTE));
  return hours < 24 ? { unit: 'h', amount: hours } : { unit: 'd', amount: Math.floor(hours / 24) };
}

export type Charge = 'full' | 'low' | 'empty';

/** Amber to 20 %, red to 10 %. */
export const chargeOf = (percent: number): Charge =>
  percent <= 10 ? 'empty' : percent <= 20 ? 'low' : 'full';
