/** A mistake as somebody might make it one day. */
export interface Plant {
  readonly name: string;
  readonly file: string;
  /** What stands there, once. */
  readonly of: string;
  readonly instead: string;
  /** Worlds of a day and one technician, by one of which it has to be found: which of them changes with the product. */
  readonly seeds: readonly number[];
}

/** Mistakes of different kinds, made on purpose to see that the worlds find them. */
export const PLANTS: readonly Plant[] = [
  {
    name: 'a lost claim check',
    file: 'shared/messaging/message-store.ts',
    of: '{ Put: { TableName: recordsTable(), Item, ...FREE }, otherwise: () => new Taken() },',
    instead: '{ Put: { TableName: recordsTable(), Item } },',
    seeds: [8, 9, 14],
  },
  {
    name: 'a missing condition',
    file: 'shared/visits/visit-store.ts',
    of: "{ ConditionExpression: 'version = :was', ExpressionAttributeValues: { ':was': before.version } }",
    instead: '{}',
    seeds: [13, 14, 17],
  },
  {
    name: 'a retry that repeats an effect',
    file: 'shared/messaging/sms-client.ts',
    of: 'maxAttempts: 1',
    instead: 'maxAttempts: 3',
    seeds: [1, 2],
  },
  {
    name: 'a leak after completion',
    file: 'shared/visits/link-view.ts',
    of: "...(visit.completionReason === 'auto_closed' && { closed: true }),",
    instead: '...appointment(visit),',
    seeds: [1],
  },
  {
    name: 'an expiry a minute late',
    file: 'shared/visits/link-expiry.ts',
    of: 'epoch(completedAt) + retentionHours * HOUR',
    instead: 'epoch(completedAt) + retentionHours * HOUR + HOUR / 60',
    seeds: [1, 2],
  },
];
