import { epoch, HOUR } from '../kernel/time.ts';
import type { Account, MessageKind } from '../team/settings.ts';
import { isBeforeDrive, isOver } from '../visits/life.ts';
import { wasLateWhenPlanned } from '../visits/mark-late.ts';
import type { Fact, FactKind, Visit } from '../visits/visit.ts';
import { channelsOf } from './channels-of.ts';
import {
  isWaiting,
  keyOf,
  keyOfMessage,
  type Message,
  type MessageKey,
  type TemplateKey,
} from './message.ts';

/** The particulars of a fact that a message depends on. */
export type Occasion = Pick<
  Fact,
  'factId' | 'visitId' | 'kind' | 'version' | 'at' | 'technicianId' | 'messageId'
> & {
  /** When the timer was due that brought it back, epoch seconds. */
  readonly heldUntil?: number;
};

const MESSAGE_OF: Readonly<Partial<Record<FactKind, MessageKind>>> = {
  'visit.link_text_requested': 'booked',
  'visit.dispatched': 'dispatched',
  'visit.en_route': 'en_route',
  'visit.arrived': 'arrived',
  'visit.running_late': 'running_late',
  'visit.late': 'late',
  'visit.reminder_due': 'reminder',
  'visit.review_requested': 'review',
  'visit.rescheduled': 'rescheduled',
  'visit.cancelled': 'cancelled',
};

/** Facts that name the one message they are about. */
const NAMED: readonly FactKind[] = ['visit.message_resent', 'visit.message_written', 'visit.help_asked'];

/**
 * The messages a fact gives reason to send, one for each channel: mostly one, none for facts that no message is about.
 * The same ones whenever it is delivered, so that none is left in the middle of things.
 */
export async function messagesOf(fact: Occasion, visit: Visit, account: Account): Promise<MessageKey[]> {
  const { visitId } = visit;
  if (NAMED.includes(fact.kind)) return [keyOfMessage(visitId, fact.messageId ?? '')];
  const keys = toSay(fact, visit, account).map(async (what) => {
    const channels = await channelsOf(what.kind, visit, account);
    return channels.map((asked) => ({ visitId, ...what, asked }));
  });
  return (await Promise.all(keys)).flat();
}

/**
 * Of a visit's messages those that wait, and that an earlier delivery of this fact left so: somebody was taken off, or
 * another channel chosen, since.
 */
export function leftWaiting(fact: Occasion, visit: Visit, messages: readonly Message[]): MessageKey[] {
  const kind = fact.kind === 'visit.reassigned' ? 'dispatched' : MESSAGE_OF[fact.kind];
  const isOfFact = (message: Message) =>
    message.recipient === undefined &&
    message.kind === kind &&
    (kind === 'dispatched' || message.occasion === occasionOf(kind, fact, visit));
  return messages.filter((message) => isWaiting(message) && isOfFact(message)).map(keyOf);
}

type Said = Pick<TemplateKey, 'kind' | 'occasion'>;

/** What a fact gives reason to say, whatever the channel. */
function toSay(fact: Occasion, visit: Visit, { settings }: Account): Said[] {
  if (!settings.oneSetPerVisit) {
    const joined = fact.kind === 'visit.reassigned' && visit.status === 'dispatched';
    // Who sets off and arrives is known of one technician; that they will come, of each.
    if (joined || fact.kind === 'visit.dispatched') return announcements(visit);
  }
  const kind = MESSAGE_OF[fact.kind];
  return kind ? [{ kind, occasion: occasionOf(kind, fact, visit) }] : [];
}

const announcements = ({ technicians }: Visit): Said[] =>
  technicians.map(({ memberId }) => ({ kind: 'dispatched', occasion: memberId }));

/**
 * What makes it another message: setting off and arriving are told once per visit, whatever is undone and repeated; a
 * window that comes back after another is told again.
 */
function occasionOf(kind: MessageKind, fact: Occasion, visit: Visit): string {
  switch (kind) {
    case 'booked':
      return fact.factId;
    case 'dispatched':
      return fact.technicianId ?? leadOf(visit);
    case 'running_late':
      return fact.at;
    case 'rescheduled':
    case 'late':
    case 'reminder':
      return String(fact.version);
    default:
      return 'once';
  }
}

const isLate = ({ late, hold, status }: Visit): boolean =>
  late !== undefined && !hold && (isBeforeDrive(status) || status === 'en_route');

/** What was found out of a window is not said of the next one. */
const isSincePlanned = (version: string, { movedWith = 0 }: Visit): boolean => Number(version) > movedWith;

/** Whose coming is told: the lead's, or everybody's. */
const comes = (memberId: string, visit: Visit, { settings }: Account): boolean =>
  settings.oneSetPerVisit
    ? memberId === leadOf(visit)
    : visit.technicians.some((technician) => technician.memberId === memberId);

const leadOf = ({ technicians: [lead] }: Visit): string => lead?.memberId ?? 'nobody';

/** How long after its window somebody may still be waiting for a visit. */
export const AWAITED_FOR = 12 * HOUR;

/** Nothing is said that the visit has moved on from by `now` (epoch ms). */
export function isStillTrue({ kind, occasion }: Said, visit: Visit, account: Account, now: number): boolean {
  const { status, hold, window } = visit;
  switch (kind) {
    case 'booked':
      return !isOver(status);
    case 'dispatched':
      return status === 'dispatched' && !hold && comes(occasion, visit, account);
    case 'running_late':
      return !hold && visit.delay?.since === occasion;
    case 'late':
      return isLate(visit) && isSincePlanned(occasion, visit) && !wasLateWhenPlanned(visit);
    case 'reminder':
      return isBeforeDrive(status) && !hold && isSincePlanned(occasion, visit) && now < epoch(window.start);
    case 'review':
      return status === 'completed';
    case 'rescheduled':
      return isBeforeDrive(status) && occasion === String(visit.movedWith) && now < epoch(window.end);
    case 'cancelled':
      return status === 'cancelled' && now < epoch(window.end) + AWAITED_FOR;
    default:
      return status === kind;
  }
}
