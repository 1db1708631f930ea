import { ALERT_FACT_KINDS } from '../alerts/alert-fact.ts';
import { EVENT_FACT_KINDS } from '../events/event-fact.ts';
import { epoch, type Instant } from '../kernel/time.ts';
import type { VehicleFact } from '../vehicles/vehicle-fact.ts';
import { FACT_KINDS } from '../visits/visit.ts';

const VEHICLE_FACT_KINDS = ['vehicle.driver_changed'] as const satisfies readonly VehicleFact['kind'][];

/** What other systems can be told of: everything that is a fact. */
export const WEBHOOK_EVENTS = [
  ...FACT_KINDS,
  ...ALERT_FACT_KINDS,
  ...VEHICLE_FACT_KINDS,
  ...EVENT_FACT_KINDS,
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** What the owner has sent to see whether it arrives; to every address, whatever events it wants. */
export const TEST_EVENT = 'webhook.test';

/** Why nothing is sent any more: the receiver said so (410), it failed for days, or the owner wants it so. */
export const DISABLED_REASONS = ['gone', 'failing', 'by_owner'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

/** A generation of the secret that was replaced and still signs along. */
interface Retired {
  readonly generation: number;
  readonly until: Instant;
}

/** Where another system wants to be told of an account's facts. */
export interface Webhook {
  readonly webhookId: string;
  readonly accountId: string;
  readonly url: string;
  /** All of them when absent, those that are thought of later too. */
  readonly events?: readonly WebhookEvent[];
  /** Whether name, phone number and address of customers, and what people typed, go along. */
  readonly includeCustomer: boolean;
  readonly description?: string;
  /** Since when nothing is sent, and why. */
  readonly disabledAt?: Instant;
  readonly disabledReason?: DisabledReason;
  /** The first failure since anything was taken. */
  readonly failingSince?: Instant;
  /** Of the secret. */
  readonly generation: number;
  readonly retired?: readonly Retired[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export const isEnabled = ({ disabledAt }: Webhook): boolean => disabledAt === undefined;

export const wants = ({ events }: Webhook, event: string): boolean =>
  events === undefined || (events as readonly string[]).includes(event);

/** The retired generations that still sign at `now` (epoch ms). */
export const stillSigning = ({ retired = [] }: Webhook, now: number): readonly Retired[] =>
  retired.filter(({ until }) => epoch(until) > now);

/** The webhook as the API answers it; never its secret. */
export function toWebhookBody(webhook: Webhook) {
  const { webhookId, url, events, includeCustomer, description } = webhook;
  const { disabledAt, disabledReason, failingSince, createdAt, updatedAt } = webhook;
  return {
    webhookId,
    url,
    ...(events && { events }),
    includeCustomer,
    ...(description !== undefined && { description }),
    enabled: isEnabled(webhook),
    ...(disabledAt !== undefined && { disabledAt, disabledReason }),
    ...(failingSince !== undefined && { failingSince }),
    createdAt,
    updatedAt,
  };
}
