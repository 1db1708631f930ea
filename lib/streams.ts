import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { type StreamSubscription, subscriptions } from '../functions/subscriptions.ts';
import type { Alarms } from './alarms.ts';
import type { Data } from './data.ts';
import { type Doors, pascal } from './doors.ts';
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
    const eventSourceArn = streamOf(table);
    const mapping = new EventSourceMapping(this, pascal(name), {
      target,
      eventSourceArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: subscription.batchSize,
      retryAttempts: subscription.attempts,
      ...(subscription.maxAgeHours && { maxRecordAge: Duration.hours(subscription.maxAgeHours) }),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: new SqsDlq(props.doors.deadLettersOf(name)),
      filters: [{ pattern: JSON.stringify(subscription.only) }],
    });
    for (const statement of mayRead(eventSourceArn)) target.addToRolePolicy(statement);
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

function streamOf(table: Table): string {
  if (!table.tableStreamArn) throw new Error(`${table.node.id} has no stream.`);
  return table.tableStreamArn;
}

/** Which streams there are can be asked of the whole account only. */
const mayRead = (streamArn: string) => [
  new PolicyStatement({
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    resources: [streamArn],
  }),
  new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
];
