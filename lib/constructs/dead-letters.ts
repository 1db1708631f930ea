import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Alarms } from '../alarms.ts';
import { HouseQueue } from './house-queue.ts';

interface DeadLettersProps {
  readonly alarms: Alarms;
  /** What the people served by us notice while something is parked here. */
  readonly noticed: string;
  /** The heading in docs/runbook.md. */
  readonly runbook: string;
}

/** Where work is parked that failed for good: kept two weeks, and never in silence. */
export class DeadLetters extends HouseQueue {
  constructor(scope: Construct, id: string, props: DeadLettersProps) {
    super(scope, id);
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
