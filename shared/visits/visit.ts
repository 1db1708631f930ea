import type { Preferences } from '../customers/preferences.ts';
import type { Instant } from '../kernel/time.ts';
import type { Language } from '../team/settings.ts';

/** The life of a visit, in order. */
export const STATUSES = [
  'pending_dispatch',
  'dispatched',
  'en_route',
  'arrived',
  'completed',
  'cancelled',
] as const;
export type Status = (typeof STATUSES)[number];

/** Who or what did something to a visit. */
export interface By {
  readonly role: 'owner' | 'dispatcher' | 'technician' | 'system';
  readonly memberId?: string;
}

/** A technician as the visit knows them: copied at assignment, so that a status change reads nothing else. */
export interface AssignedTechnician {
  readonly memberId: string;
  readonly firstName: string;
  readonly photoUrl?: string;
  /** As entered for the technician. */
  readonly vehicle?: string;
  /** The one they drive instead, looked up again whenever the visit introduces them. */
  readonly drives?: string;
}

export interface Address {
  readonly line: string;
  readonly lat?: number;
  readonly lng?: number;
  /** True when lat and lng are given or were found; false: no map, no ETA, no geofence. */
  readonly verified: boolean;
  /** IANA name. */
  readonly timeZone: string;
}

export interface TimeWindow {
  readonly start: Instant;
  readonly end: Instant;
}

export const REVIEW_STATES = ['requested', 'sent', 'failed', 'suppressed', 'unknown'] as const;

/** The customer was asked how it was: what became of it, and since when. */
export interface ReviewRequest {
  readonly state: (typeof REVIEW_STATES)[number];
  readonly at: Instant;
}

/** Somebody said that it will be later. */
export interface Delay {
  /** Against what was expected until then. */
  readonly minutes: number;
  readonly arrivesAt: Instant;
  /** When it was said. */
  readonly since: Instant;
}

export interface VisitCustomer {
  readonly customerId: string;
  readonly name: string;
  readonly phone: string;
  readonly email?: string;
  readonly language?: Language;
  /** A copy of the customer's own: kept up to date until the visit is over. */
  readonly preferences?: Preferences;
}

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
type Priority = (typeof PRIORITIES)[number];

/** One appointment at one address in one time window. The thing that is tracked. */
export interface Visit {
  readonly visitId: string;
  readonly accountId: string;
  readonly externalId?: string;
  readonly status: Status;
  /** Grows by one with every change; also the ETag. */
  readonly version: number;
  readonly hold?: { readonly since: Instant; readonly reason: string };
  /** Overdue, and since when by the account's own measure; until it is moved. */
  readonly late?: { readonly since: Instant };
  readonly window: TimeWindow;
  /** The version with which the window came to be what it is; absent for the first one. */
  readonly movedWith?: number;
  /** When the customer was to be reminded of this window. */
  readonly remindedAt?: Instant;
  /** What somebody has reported; forgotten with the next step or window. */
  readonly delay?: Delay;
  /** When it was last given its time: moved to another window, or released. At its creation, when absent. */
  readonly plannedAt?: Instant;
  readonly customer: VisitCustomer;
  readonly address: Address;
  /** The lead first. */
  readonly technicians: readonly AssignedTechnician[];
  /** Whoever set off: the one shown and the one whose fixes count. From en_route on. */
  readonly driverId?: string;
  /** How often it went en route; names the drive and its live item, so that an older drive can never show. */
  readonly trip: number;
  /** After an undone arrival: the system arrives again only once a fix lay outside the circle. */
  readonly mustLeaveFirst?: boolean;
  readonly job?: string;
  readonly notes?: string;
  readonly priority: Priority;
  readonly tags: readonly string[];
  readonly link: {
    /** SHA-256 of the token: the key of the link's item. */
    readonly hash: string;
    readonly generation: number;
    readonly expiresAt: Instant;
  };
  readonly enRouteAt?: Instant;
  readonly arrivedAt?: Instant;
  /** When its technician left the site; no step: the visit may be completed later. */
  readonly leftAt?: Instant;
  /** After a start or an arrival by the system: until when its technician may take it back. */
  readonly undoableUntil?: Instant;
  readonly completedAt?: Instant;
  readonly completionReason?: string;
  readonly reviewRequest?: ReviewRequest;
  readonly createdAt: Instant;
  /** When the last change was recorded. */
  readonly updatedAt: Instant;
  /** When the last step was taken: earlier than recorded for a phone that was offline; edits do not move it. */
  readonly changedAt: Instant;
  /** When the last step of the visit's life was recorded; absent before the first, and in visits of older versions. */
  readonly steppedAt?: Instant;
}

/** What happened to a visit: its timeline entry, and the event on the bus. */
export const FACT_KINDS = [
  'visit.created',
  'visit.dispatched',
  'visit.en_route',
  'visit.arrived',
  'visit.left',
  'visit.completed',
  'visit.cancelled',
  'visit.recalled',
  'visit.arrival_undone',
  'visit.held',
  'visit.released',
  'visit.rescheduled',
  'visit.late',
  'visit.reassigned',
  'visit.updated',
  'visit.redirected',
  'visit.running_late',
  'visit.message_resent',
  'visit.message_written',
  'visit.help_asked',
  'visit.reminder_due',
  'visit.review_requested',
  'visit.link_replaced',
  'visit.link_text_requested',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

interface Evidence<Rule extends string> {
  readonly source: 'geofence' | 'position';
  /** Which part of our rule held. */
  readonly rule: Rule;
  /** Time of the fix that confirmed it. */
  readonly at: Instant;
  readonly distanceMeters: number;
  readonly accuracyMeters?: number;
  readonly speedMps?: number;
}

/**
 * Why the system believes in an arrival: slow inside, stayed inside, or crossed slowly between two sparse fixes.
 * Distances in metres from the site, speed in m/s.
 */
export type ArrivalEvidence = Evidence<'slow' | 'dwell' | 'crossed'>;

/** Why the system believes that a site was left. Distances in metres from the edge of the circle, speed in m/s. */
export type LeavingEvidence = Evidence<'drove_off' | 'far'>;

export interface Fact {
  readonly factId: string;
  readonly visitId: string;
  readonly accountId: string;
  readonly kind: FactKind;
  readonly at: Instant;
  /** The visit's version after it. */
  readonly version: number;
  readonly by: By;
  readonly from?: Status;
  readonly to?: Status;
  readonly reason?: string;
  readonly evidence?: ArrivalEvidence | LeavingEvidence;
  /** The technicians a text about it is for, and other non-personal particulars. */
  readonly trip?: number;
  /** How late it was reported to be. */
  readonly minutes?: number;
  readonly technicianId?: string;
  /** Of a change of technicians: who came, and who went. */
  readonly joined?: readonly string[];
  readonly left?: readonly string[];
  /** Of the visit's messages, the one it is about. */
  readonly messageId?: string;
}
