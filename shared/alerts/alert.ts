import { sha256 } from '../kernel/ids.ts';
import { type Instant, instant } from '../kernel/time.ts';

/** What the office should know of without having to look for it. */
export const ALERT_KINDS = [
  'late',
  'message_failed',
  'message_unknown',
  'sms_not_configured',
  'reply',
  'technician_silent',
  'auto_closed',
  'address_unverified',
  'webhook_disabled',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Something for the office to see, and to say that it has seen. */
export interface Alert {
  readonly alertId: string;
  readonly accountId: string;
  readonly kind: AlertKind;
  /** When it was raised. */
  readonly at: Instant;
  readonly visitId?: string;
  /** The member it is about. */
  readonly memberId?: string;
  /** One line, for people of the account alone: it may name its customers and technicians. */
  readonly text: string;
  readonly acknowledgedAt?: Instant;
  /** The member who has seen to it; nobody, where what it told of is not so any more. */
  readonly acknowledgedBy?: string;
}

/** What somebody has to tell the office. */
export type Occurrence = Pick<Alert, 'accountId' | 'kind' | 'text'> & {
  readonly visitId?: string | undefined;
  readonly memberId?: string | undefined;
  /** What it is about: the id of a visit, a member, a webhook. */
  readonly subject: string;
  /** Which time it is: a window, a drive, a message. Of one subject and occasion a kind is raised once. */
  readonly occasion: string;
};

/** Digits of the hash in an id: 128 bits. */
const ID_DIGITS = 32;

/** The same kind, subject and occasion are the same alert, whoever raises it and however often. */
export const alertIdOf = ({ accountId, kind, subject, occasion }: Occurrence): string =>
  `alert_${sha256(JSON.stringify([accountId, kind, subject, occasion])).slice(0, ID_DIGITS)}`;

/** What somebody has to tell, as it is written down. @param now epoch ms */
export const alertOf = (occurrence: Occurrence, now: number): Alert => ({
  alertId: alertIdOf(occurrence),
  accountId: occurrence.accountId,
  kind: occurrence.kind,
  at: instant(now),
  ...(occurrence.visitId !== undefined && { visitId: occurrence.visitId }),
  ...(occurrence.memberId !== undefined && { memberId: occurrence.memberId }),
  text: occurrence.text,
});

/** The alert as the API answers it. */
export function toAlertBody({ alertId, kind, at, visitId, memberId, text, ...seen }: Alert) {
  const { acknowledgedAt, acknowledgedBy } = seen;
  return {
    alertId,
    kind,
    at,
    ...(visitId !== undefined && { visitId }),
    ...(memberId !== undefined && { memberId }),
    text,
    ...(acknowledgedAt !== undefined && { acknowledgedAt }),
    ...(acknowledgedBy !== undefined && { acknowledgedBy }),
  };
}
