/** An EventBridge rule as deployed. */
export interface Rule {
  readonly bus: string;
  readonly pattern: object;
  readonly targets: readonly RuleTarget[];
}

/** An EventBridge rule that goes by the clock. */
export interface ScheduledRule {
  readonly name: string;
  readonly everyMs: number;
  readonly targets: readonly RuleTarget[];
}

export interface RuleTarget {
  /** Of a function or a queue. */
  readonly arn: string;
  /** Constant JSON instead of the event. */
  readonly input?: string;
}
