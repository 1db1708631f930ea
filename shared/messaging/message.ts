import { type Instant, instant, MINUTE } from '../kernel/time.ts';
import type { WhichMemo } from '../team/memo.ts';
import type { MessageChannel, MessageKind } from '../team/settings.ts';

/** How a message leaves. A push is another way for what was to go as one of the others. */
export const CHANNELS = ['sms', 'push', 'email'] as const;

export const MESSAGE_STATES = ['queued', 'sent', 'delivered', 'failed', 'suppressed', 'unknown'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** What may become of a message, for all that we do. */
export type EndState = Exclude<MessageState, 'queued' | 'delivered'>;

/** Why a message was not sent although its moment came. */
export const SUPPRESSIONS = [
  'opted_out',
  'quiet_hours',
  'switched_off',
  'muted',
  'not_mobile',
  'sms_not_configured',
  'email_not_configured',
  'no_email',
  'bounced',
  'outdated',
] as const;
export type Suppression = (typeof SUPPRESSIONS)[number];

/** What is said besides what a company has templates for: what its office writes by hand, and the answer to HELP. */
export const ANSWER_KINDS = ['message', 'help'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** What members of the team are told of a visit: its technicians what is theirs to do, the office what went wrong. */
export const TEAM_KINDS = [
  'dispatched',
  'assigned',
  'unassigned',
  'rescheduled',
  'cancelled',
  'late',
  'alert',
] as const;
export type TeamKind = (typeof TEAM_KINDS)[number];

interface AnyKey {
  /**
   * The request, the technician, the window, the delay, the alert or memo it is about; `once` for what is said once
   * per visit.
   */
  readonly occasion: string;
  /** By what it was to go; where it went as a push instead, it is this message all the same. */
  readonly asked: MessageChannel;
}

/** One about a visit, to the customer. */
export interface CustomerKey extends AnyKey {
  readonly visitId: string;
  readonly kind: MessageKind | AnswerKind;
  readonly recipient?: undefined;
}

/** One about a visit, to a member of the team. */
export interface TeamKey extends AnyKey {
  readonly visitId: string;
  readonly kind: TeamKind;
  /** Whom it is for. */
  readonly recipient: string;
}

/** One about no visit: what the office writes to a member of its team. */
export interface MemoKey extends AnyKey {
  readonly visitId?: undefined;
  readonly kind: 'memo';
  readonly asked: 'sms';
  readonly recipient: string;
}

export type VisitKey = CustomerKey | TeamKey;

/** What makes two messages the same one: it is never sent twice. */
export type MessageKey = VisitKey | MemoKey;

export const memoKeyOf = ({ memoId, memberId }: WhichMemo): MemoKey => ({
  kind: 'memo',
  occasion: memoId,
  asked: 'sms',
  recipient: memberId,
});

/** One that a company has a template for. */
export type TemplateKey = CustomerKey & { readonly kind: MessageKind };

export const hasTemplate = (key: MessageKey): key is TemplateKey =>
  key.recipient === undefined && !(ANSWER_KINDS as readonly string[]).includes(key.kind);

/** A message as it would leave, but for the link. */
export interface Draft {
  readonly channel: (typeof CHANNELS)[number];
  /** E.164, or an e-mail address; for a push, the kind of device. */
  readonly to: string;
  /** Of a mail; one line. */
  readonly subject?: string;
  /** Still holds `{link}`: a link's token is made again when needed, never stored. */
  readonly text: string;
  /** Of the tracking link. */
  readonly generation: number;
  /** What will be billed; none for a push or a mail. */
  readonly segments: number;
  /** The arrival time it names, if any. */
  readonly eta?: Instant;
}

interface Progress {
  readonly state: MessageState;
  /** A suppression, or what the service said when it refused. */
  readonly reason?: string;
  /** Who is sending it right now; stays when it has left, and when the answer never came. */
  readonly claim?: string;
  /** Epoch milliseconds. */
  readonly claimedAt?: number;
  /** What the service that took it called it. */
  readonly providerId?: string;
  /** When it came into this state. */
  readonly at: Instant;
}

/** One message in the ledger. */
export type Message = MessageKey & Draft & Progress;
/** One that is about a visit. */
export type VisitMessage = VisitKey & Draft & Progress;

/** An answer that has not come after this long will not come any more: functions end after 11 s. */
export const ANSWER_WITHIN = MINUTE;

/** True while a message is to be tried again: nobody has claimed it, and it surely did not leave. */
export const isWaiting = ({ state, claimedAt }: Message): boolean =>
  state === 'queued' && claimedAt === undefined;

/** What makes a message this one. */
export function keyOf(message: MessageKey): MessageKey {
  if (message.visitId === undefined) {
    return memoKeyOf({ memoId: message.occasion, memberId: message.recipient });
  }
  const { visitId, occasion, asked } = message;
  const same = { visitId, occasion, asked };
  return message.recipient === undefined
    ? { ...same, kind: message.kind }
    : { ...same, kind: message.kind, recipient: message.recipient };
}

/** True while a claimed message may still be on its way to the service. */
export const isBeingSent = (message: Message, now: number): boolean =>
  message.state === 'queued' && message.claimedAt !== undefined && now - message.claimedAt < ANSWER_WITHIN;

/** True when a message was claimed and nobody will ever know whether it left. */
export const isUnanswered = (message: Message, now: number): boolean =>
  message.state === 'queued' && message.claimedAt !== undefined && !isBeingSent(message, now);

/** True for what had left when the network gave it up: it keeps its claim, and is sent again by a person alone. */
export const isUndelivered = ({ state, claim }: Message): boolean =>
  (state === 'failed' || state === 'suppressed') && claim !== undefined;

/** The message as it stands at this moment: `unknown` shows as soon as it is true, before it is written. */
export const asOf = (message: Message, now: number): Message =>
  isUnanswered(message, now)
    ? { ...message, state: 'unknown', at: instant((message.claimedAt ?? now) + ANSWER_WITHIN) }
    : message;

/**
 * A message's name among those of its visit, or of its member. A text to the customer is what most are, and goes without saying: its
 * name is kind and occasion.
 */
export const nameOf = ({ kind, occasion, asked, recipient }: Omit<MessageKey, 'visitId'>): string => {
  const to = recipient === undefined ? [] : [Buffer.from(recipient).toString('base64url')];
  const way = asked === 'sms' && to.length === 0 ? [] : [asked];
  return `${[kind, ...way, ...to].join(BETWEEN)}#${occasion}`;
};
const BETWEEN = '~';

/** The name as paths and facts have it. */
export const messageIdOf = (key: Omit<MessageKey, 'visitId'>): string =>
  Buffer.from(nameOf(key)).toString('base64url');

/** Which message of a visit an id names; whether there is one is another question. */
export function keyOfMessage(visitId: string, messageId: string): VisitKey {
  const [what = '', ...occasion] = Buffer.from(messageId, 'base64url').toString().split('#');
  const [kind = '', asked, recipient] = what.split(BETWEEN);
  const rest = {
    visitId,
    occasion: occasion.join('#'),
    asked: asked === 'email' ? ('email' as const) : ('sms' as const),
  };
  return recipient === undefined
    ? { ...rest, kind: kind as CustomerKey['kind'] }
    : { ...rest, kind: kind as TeamKind, recipient: Buffer.from(recipient, 'base64url').toString() };
}
