import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Alarms } from '../alarms.ts';

interface DeadLettersProps {
  readonly alarms: Alarms;
  /** What the people served by us notice while something is parked here. */
  readonly noticed: string;
  /** The heading in docs/runbook.md. */
  readonly runbook: string;
}

/** Where work is parked that failed for good: kept two weeks, and never in silence. */
export class DeadLetters extends Queue {
  constructor(scope: Construct, id: string, props: DeadLettersProps) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    props.alarms.whenAbove(0, {
      name: `${id}NotEmpty`,
      metric: this.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      noticed: props.noticed,
      runbook: props.runbook,
    });
  }
}
