import { Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

interface Watch {
  readonly name: string;
  readonly metric: IMetric;
  /** What the people served by us notice, in one sentence. */
  readonly noticed: string;
  /** The heading in docs/runbook.md. */
  readonly runbook: string;
  /** Consecutive periods above the threshold, 1 unless told. */
  readonly periods?: number;
}

/** Where alarms go: an encrypted topic. */
export class Alarms extends Construct {
  readonly topic: Topic;
  readonly #raised: { readonly alarm: Alarm; readonly metric: IMetric }[] = [];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const key = new Key(this, 'Key', {
      enableKeyRotation: true,
      description: 'Alarms on their way to e-mail',
    });
    // Without this CloudWatch drops alarms for an encrypted topic, silently.
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    this.topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
  }

  /** Who is told; an alarm that cannot be delivered is parked. */
  tell(email: string, undelivered: IQueue): void {
    this.topic.addSubscription(new EmailSubscription(email, { deadLetterQueue: undelivered }));
  }

  /** Alarms when the metric is above the threshold; no data is good news. */
  whenAbove(threshold: number, watch: Watch): void {
    const alarm = new Alarm(this, watch.name, {
      metric: watch.metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: watch.periods ?? 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `Customers notice: ${watch.noticed} What to do: docs/runbook.md#${watch.runbook}`,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    this.#raised.push({ alarm, metric: watch.metric });
  }

  /** Every alarm so far. */
  all(): Alarm[] {
    return this.#raised.map(({ alarm }) => alarm);
  }

  /** What is watched by a metric of this name, whatever of. */
  watched(metricName: string): Metric[] {
    return this.#raised.flatMap(({ metric }) =>
      metric instanceof Metric && metric.metricName === metricName ? [metric] : [],
    );
  }
}
