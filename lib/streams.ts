import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type StreamSubscription, subscriptions } from '../functions/subscriptions.ts';
import type { Alarms } from './alarms.ts';
import type { Data } from './data.ts';
import { type Doors, pascal } from './doors.ts';
import { streamOf } from './grants.ts';
import { noticedWhenParked } from './noticed.ts';

interface StreamsProps {
  readonly data: Data;
  readonly doors: Doors;
  readonly alarms: Alarms;
}

const LATE = Duration.seconds(60);

/** What the tables' streams set in motion: in order per item, tried again as the table says, then parked. */
export class Streams extends Construct {
  constructor(scope: Construct, id: string, props: StreamsProps) {
    super(scope, id);
    for (const [name, subscription] of Object.entries(subscriptions)) {
      if (subscription.from !== 'records-stream' && subscription.from !== 'positions-stream') continue;
      const table = subscription.from === 'records-stream' ? props.data.records : props.data.positions;
      this.subscribe(name, subscription, table, props);
    }
  }

  private subscribe(name: string, subscription: StreamSubscription, table: Table, props: StreamsProps): void {
    const target = props.doors.behind(subscription.door);
    const destination = props.doors.deadLettersOf(name).queueArn;
    const mapping = new EventSourceMapping(this, pascal(name), {
      target,
      eventSourceArn: streamOf(table),
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: subscription.batchSize,
      ...(subscription.atOnce && { parallelizationFactor: subscription.atOnce }),
      retryAttempts: subscription.attempts,
      ...(subscription.maxAgeHours && { maxRecordAge: Duration.hours(subscription.maxAgeHours) }),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: { bind: () => ({ destination }) },
      filters: [{ pattern: JSON.stringify(subscription.only) }],
    });
    // Lambda tries the role when the mapping is made.
    if (target.role) mapping.node.addDependency(target.role);
    props.alarms.whenAbove(LATE.toMilliseconds(), {
      name: `${pascal(name)}Behind`,
      metric: target.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) }),
      periods: 3,
      noticed: `more than a minute late, ${noticedWhenParked(name)}`,
      runbook: 'a-stream-is-behind',
    });
  }
}
