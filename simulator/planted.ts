import type { Switches } from './cloud/faults.ts';

/** A mistake as somebody might make it one day. */
export interface Plant {
  readonly name: string;
  readonly file: string;
  /** What stands there, once. */
  readonly of: string;
  readonly instead: string;
  /** What goes wrong in the world by which it has to be found, and its seed. */
  readonly switches: Switches;
  readonly seed: number;
}

/** Mistakes of different kinds, made on purpose to see that the worlds find them. */
export const PLANTS: readonly Plant[] = [
  {
    name: 'a lost claim check',
    file: 'shared/messaging/message-store.ts',
    of: '{ Put: { TableName: recordsTable(), Item, ...FREE }, otherwise: () => new Taken() },',
    instead: '{ Put: { TableName: recordsTable(), Item } },',
    switches: { 'delivered-twice': 0.6, 'answer-lost': 0.05 },
    seed: 1,
  },
  {
    name: 'a missing condition',
    file: 'shared/visits/visit-store.ts',
    of: "{ ConditionExpression: 'version = :was', ExpressionAttributeValues: { ':was': before.version } }",
    instead: '{}',
    switches: { 'people-at-once': 1, 'call-slow': 0.15, 'delivered-twice': 0.3 },
    seed: 3,
  },
  {
    name: 'a retry that repeats an effect',
    file: 'shared/messaging/sms-client.ts',
    of: 'maxAttempts: 1',
    instead: 'maxAttempts: 3',
    switches: { 'answer-lost': 0.15 },
    seed: 1,
  },
  {
    name: 'a leak after completion',
    file: 'shared/visits/link-view.ts',
    of: "...(visit.completionReason === 'auto_closed' && { closed: true }),",
    instead: '...appointment(visit),',
    switches: {},
    seed: 1,
  },
  {
    name: 'an expiry a minute late',
    file: 'shared/visits/link-expiry.ts',
    of: 'epoch(completedAt) + retentionHours * HOUR',
    instead: 'epoch(completedAt) + retentionHours * HOUR + HOUR / 60',
    switches: {},
    seed: 1,
  },
];
