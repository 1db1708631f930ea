import type { Instant } from '../kernel/time.ts';

/** What a tracker reports of the way somebody drives, or of itself. */
export const EVENT_KINDS = [
  'hard_braking',
  'hard_acceleration',
  'hard_cornering',
  'speeding',
  'power_cut',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export interface VehicleEvent {
  readonly vehicleId: string;
  readonly accountId: string;
  readonly kind: EventKind;
  readonly at: Instant;
  /** Who drove at that moment. */
  readonly memberId?: string;
  readonly lat?: number;
  readonly lng?: number;
  /** m/s */
  readonly speed?: number;
}
