import type { Alert, Occurrence } from '../alerts/alert.ts';
import type { Device, Owner } from '../devices/device.ts';
import type { Notification, PushAnswer } from '../devices/push-answer.ts';
import type { Instant } from '../kernel/time.ts';
import type { Member } from '../team/member.ts';
import type { Memo, WhichMemo } from '../team/memo.ts';
import type { Account, MessageChannel } from '../team/settings.ts';
import type { WhichFact } from '../visits/fact-store.ts';
import type { Fact, Visit } from '../visits/visit.ts';
import type { About } from './about.ts';
import { keepPointer } from './delivery-store.ts';
import type { CustomerKey, Draft, EndState, MessageState, Suppression } from './message.ts';
import {
  claimMessage,
  findMessage,
  listMessages,
  type Outcome,
  recordUnsent,
  settleMessage,
} from './message-store.ts';
import type { Occasion } from './occasion.ts';

/** The ledger as it is; a test may put a fault between any two of its steps. */
export const ledger = { findMessage, claimMessage, settleMessage, recordUnsent, listMessages, keepPointer };

/** What a service said to a message. `silence` when it said nothing: the message may have left. */
export type Answer =
  | { readonly kind: 'accepted'; readonly providerId: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly permanent: boolean }
  | { readonly kind: 'suppressed'; readonly reason: Suppression }
  | { readonly kind: 'silence'; readonly reason: string };

/** The customer a message is for. */
export interface Addressed {
  readonly accountId: string;
  readonly customerId: string;
  /** The visit is: what they have chosen since stands with themselves alone. */
  readonly isOver?: boolean;
}

/** A way for messages to leave. */
export interface Channel {
  /** Why nothing goes to this number or address at all. @throws when nobody can tell */
  readonly suppressionOf: (to: string, customer?: Addressed | undefined) => Promise<Suppression | undefined>;
  /** Hands a message over, once. Never throws. */
  readonly publish: (ready: Ready) => Promise<Answer>;
}

/** What it takes to tell members of the team. */
export interface TeamDependencies {
  /** A fact as it was written, with who did it. */
  readonly findFact: (which: WhichFact) => Promise<Pick<Fact, 'by' | 'joined' | 'left'> | undefined>;
  readonly findMember: (memberId: string) => Promise<Member | undefined>;
  readonly listMembers: (accountId: string) => Promise<readonly Member[]>;
  readonly findAlert: (alertId: string, now: number) => Promise<Alert | undefined>;
  readonly findMemo: (which: WhichMemo, now: number) => Promise<Memo | undefined>;
  /** Where a tap on a push leads. */
  readonly page: () => string;
}

/** What came to an end: a kind of message to customers, or one to the team. */
export interface Ended {
  readonly kind: CustomerKey['kind'] | 'team';
  readonly channel: Draft['channel'];
}

/** What sending a message needs from outside: stores, clients, time. */
export interface Dependencies {
  readonly ledger: typeof ledger;
  readonly findVisit: (visitId: string) => Promise<Visit | undefined>;
  readonly findAccount: (accountId: string, now: number) => Promise<Account | undefined>;
  readonly team: TeamDependencies;
  readonly findEta: (visit: Visit, now: number) => Promise<Instant | undefined>;
  readonly linkOf: (visitId: string, generation: number) => Promise<string>;
  readonly listDevices: (owner: Owner) => Promise<readonly Device[]>;
  readonly disableDevice: (device: Device, now: number) => Promise<void>;
  readonly push: (device: Device, notification: Notification, now: number) => Promise<PushAnswer>;
  readonly channels: Readonly<Record<MessageChannel, Channel>>;
  /** Told of every message that came to an end, once. */
  readonly ended: (message: Ended, state: EndState) => void;
  /** Tells the office; the same again is told once. */
  readonly alert: (occurrence: Occurrence) => Promise<unknown>;
  /** Has a fact come back when the quiet hours of a visit's customer are over. */
  readonly hold: (fact: Occasion, visit: Visit, now: number) => Promise<void>;
  /** Writes down with the visit what became of asking how it was. */
  readonly noteReview: (visit: Visit, state: EndState) => Promise<unknown>;
  /** Unguessable, one per claim. */
  readonly newClaim: () => string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Not sent, or not surely: the queue is to deliver the fact again. */
export class RetryLater extends Error {}

/** A message that may leave, once it is claimed; with the visit, or the memo, it was decided on. */
export type Ready = About & Prepared;

interface Prepared {
  readonly draft: Draft;
  /** What its `{link}` stands for. */
  readonly link: string;
  readonly account: Account;
  /** What the ledger said of it before. */
  readonly was?: MessageState | undefined;
  /** The fact that gives reason for it. */
  readonly factId: string;
}

/** Writes down what became of a claimed message. */
export type Settle = (outcome: Outcome) => Promise<boolean>;
