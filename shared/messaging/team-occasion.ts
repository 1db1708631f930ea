import type { AlertKind } from '../alerts/alert.ts';
import type { AlertFact } from '../alerts/alert-fact.ts';
import { type Member, NO_ALERTS } from '../team/member.ts';
import type { MemoFact } from '../team/memo-fact.ts';
import type { Account } from '../team/settings.ts';
import { isOver } from '../visits/life.ts';
import type { Fact, FactKind, Visit } from '../visits/visit.ts';
import type { TeamDependencies } from './dependencies.ts';
import type { TeamKey, TeamKind } from './message.ts';
import { isStillTrue, type Occasion } from './occasion.ts';

/** An alert, as the bus tells of it. */
export type RaisedAlert = Pick<AlertFact, 'accountId' | 'alertId' | 'alertKind'> & {
  readonly factId: string;
  readonly kind: 'alert.raised';
  readonly visitId: string;
};

/** What gives reason to tell somebody something. */
export type Telling = Occasion | RaisedAlert | MemoFact;

type Part = Readonly<Partial<Record<'joined' | 'left' | 'all', TeamKind>>>;

/** What the technicians of a visit are told of: all of them, or whoever came and whoever went. */
const TOLD: Readonly<Partial<Record<FactKind, Part>>> = {
  'visit.dispatched': { all: 'dispatched' },
  'visit.reassigned': { joined: 'assigned', left: 'unassigned' },
  'visit.rescheduled': { all: 'rescheduled' },
  'visit.cancelled': { all: 'cancelled' },
  'visit.late': { all: 'late' },
};

/**
 * The messages to technicians that a fact gives reason to send: to each one concerned but whoever did it. The account's
 * switches are the customers': technicians are told one set each, whatever customers are.
 */
export async function technicianMessagesOf(
  fact: Occasion,
  visit: Visit,
  { findFact }: Pick<TeamDependencies, 'findFact'>,
): Promise<TeamKey[]> {
  const told = TOLD[fact.kind];
  const written = told && (await findFact(fact));
  if (!written) return [];
  const occasion = String(fact.version);
  return recipientsOf(told, written, visit).map(([kind, recipient]) => ({
    visitId: visit.visitId,
    kind,
    occasion,
    asked: 'sms',
    recipient,
  }));
}

function recipientsOf(
  { all, joined, left }: Part,
  fact: Pick<Fact, 'by' | 'joined' | 'left'>,
  { technicians }: Visit,
): (readonly [TeamKind, string])[] {
  const each = (kind: TeamKind | undefined, memberIds: readonly string[] = []) =>
    kind === undefined ? [] : memberIds.map((memberId) => [kind, memberId] as const);
  return [
    ...each(
      all,
      technicians.map(({ memberId }) => memberId),
    ),
    ...each(joined, fact.joined),
    ...each(left, fact.left),
  ].filter(([, memberId]) => memberId !== fact.by.memberId);
}

/** What goes to the phones of those of the office who want it; the rest is for the board alone. */
const WORTH_TELLING: readonly AlertKind[] = [
  'late',
  'message_failed',
  'message_unknown',
  'technician_silent',
  'auto_closed',
];

/** The messages to the office that an alert gives reason to send: one to each member who wants them. */
export async function officeMessagesOf(
  { accountId, alertId, alertKind, visitId }: RaisedAlert,
  { listMembers }: Pick<TeamDependencies, 'listMembers'>,
): Promise<TeamKey[]> {
  if (!WORTH_TELLING.includes(alertKind)) return [];
  const members = await listMembers(accountId);
  return members.filter(wantsAlerts).map(({ memberId }) => ({
    visitId,
    kind: 'alert',
    occasion: alertId,
    asked: 'sms',
    recipient: memberId,
  }));
}

function wantsAlerts({ active, role, alerts = NO_ALERTS }: Member): boolean {
  return active && role !== 'technician' && (alerts.sms || alerts.push);
}

/** Nothing is said to a technician that the visit has moved on from by `now` (epoch ms). */
export function isStillTrueOf(
  { kind, occasion, recipient }: TeamKey,
  visit: Visit,
  account: Account,
  now: number,
): boolean {
  const isOn = visit.technicians.some(({ memberId }) => memberId === recipient);
  switch (kind) {
    case 'dispatched':
      return isOn && visit.status === 'dispatched' && !visit.hold;
    case 'assigned':
      return isOn && !isOver(visit.status);
    case 'unassigned':
      return !isOn;
    case 'alert':
      return true;
    default:
      return isOn && isStillTrue({ kind, occasion }, visit, account, now);
  }
}
