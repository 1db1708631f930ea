import type { Instant } from '../kernel/time.ts';
import type { Alert, AlertKind } from './alert.ts';

export const ALERT_FACT_KINDS = ['alert.raised', 'alert.acknowledged'] as const;
export type AlertFactKind = (typeof ALERT_FACT_KINDS)[number];

/** What happened to an alert, as it goes on the bus: ids and kinds, never its text. */
export interface AlertFact {
  readonly factId: string;
  readonly kind: AlertFactKind;
  readonly accountId: string;
  readonly at: Instant;
  readonly alertId: string;
  readonly alertKind: AlertKind;
  readonly visitId?: string;
  readonly memberId?: string;
}

export const alertFactOf = (alert: Alert, kind: AlertFactKind, at: Instant): AlertFact => ({
  factId: `${alert.alertId}.${kind}`,
  kind,
  accountId: alert.accountId,
  at,
  alertId: alert.alertId,
  alertKind: alert.kind,
  ...(alert.visitId !== undefined && { visitId: alert.visitId }),
  ...(alert.memberId !== undefined && { memberId: alert.memberId }),
});
