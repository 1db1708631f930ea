interface Declaration {
  readonly unit: 'Count' | 'Seconds';
  /** What it may be told apart by, and every value there is: each combination is a metric that is paid for. */
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
  /** The combinations it can be asked for by; an empty one is the metric as a whole. */
  readonly by: readonly (readonly string[])[];
}

const EVIDENCE = ['entered', 'waited', 'crossed', 'refused', 'unasked', 'person'] as const;

/** Where the metrics are found in CloudWatch. */
export const NAMESPACE = 'ServiceTracker';

/**
 * Every metric of our own: pure data, read by the code that measures and by the alarms and the dashboard that ask.
 * Nobody's name, number, place, link or account is a dimension.
 */
export const METRICS = {
  /** What became of messages to customers, of each kind, and to the team. */
  Messages: {
    unit: 'Count',
    dimensions: {
      Kind: [
        'booked',
        'reminder',
        'dispatched',
        'en_route',
        'running_late',
        'arrived',
        'late',
        'rescheduled',
        'cancelled',
        'review',
        'team',
        'message',
        'help',
      ],
      Channel: ['sms', 'push', 'email'],
      Outcome: ['sent', 'failed', 'suppressed', 'unknown'],
    },
    by: [['Kind', 'Channel', 'Outcome'], ['Outcome']],
  },
  /** What networks said of messages that had left. */
  Deliveries: {
    unit: 'Count',
    dimensions: { Channel: ['sms', 'push', 'email'], Result: ['delivered', 'failed', 'suppressed'] },
    by: [['Channel', 'Result'], ['Result']],
  },
  /**
   * What customers answered by text; a stranger is a number nobody has texted. A START is refused by SNS to who has said it
   * less than 30 days after another one.
   */
  Replies: {
    unit: 'Count',
    dimensions: { What: ['stop', 'start', 'start_refused', 'help', 'kept', 'stranger', 'unreadable'] },
    by: [['What']],
  },
  /** Arrivals, by what settled them: `waited` means that Amazon Location was asked and said nothing for 30 s. */
  Arrivals: { unit: 'Count', dimensions: { Evidence: EVIDENCE }, by: [['Evidence'], []] },
  /** From the fix that settled an arrival, by the phone's clock, to our decision. */
  ArrivalDelay: { unit: 'Seconds', dimensions: { Evidence: EVIDENCE }, by: [['Evidence'], []] },
  /** Between the arrival and when the text, or the page before it, said it would be; never negative, for percentiles. */
  EtaError: { unit: 'Seconds', dimensions: { Told: ['text', 'page'] }, by: [['Told']] },
  /** Fixes that were not taken. */
  PositionsRefused: {
    unit: 'Count',
    dimensions: {
      Reason: [
        'shape',
        'time',
        'future',
        'place',
        'number',
        'revoked',
        'account_not_enabled',
        'unknown_device',
        'too_fast',
      ],
    },
    by: [['Reason']],
  },
  /** Somebody opened a link that leads nowhere: no longer, or nobody knows it (made up, cancelled, replaced). */
  DeadLinks: { unit: 'Count', dimensions: { Cause: ['expired', 'unknown'] }, by: [['Cause']] },
  /** What became of tries to tell other systems: `exhausted` was the tenth, `gone` that the receiver said so. */
  Webhooks: {
    unit: 'Count',
    dimensions: { Outcome: ['delivered', 'retried', 'exhausted', 'gone'] },
    by: [['Outcome']],
  },
  /** Facts the event bus will never take. */
  FactsRefused: { unit: 'Count', dimensions: {}, by: [[]] },
} as const satisfies Readonly<Record<string, Declaration>>;

export type MetricName = keyof typeof METRICS;
