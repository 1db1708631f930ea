import { Duration } from 'aws-cdk-lib';
import { type EventBus, type EventPattern, type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type EventSubscription, subscriptions } from '../functions/subscriptions.ts';
import type { Alarms } from './alarms.ts';
import { type Doors, pascal } from './doors.ts';
import { noticedWhenParked } from './noticed.ts';

interface EventsProps {
  /** Facts come from here; Amazon Location's events come on the account's default bus. */
  readonly bus: EventBus;
  readonly doors: Doors;
  readonly alarms: Alarms;
}

/** Whoever takes all its tries needs no longer than this times what they take. */
const AMPLE = 1.5;

type QueueTiming = NonNullable<EventSubscription['queue']>;

/** What events set in motion, straight or through a queue; what fails for good is parked. */
export class Events extends Construct {
  readonly #doors: Doors;
  readonly #alarms: Alarms;

  constructor(scope: Construct, id: string, { bus, doors, alarms }: EventsProps) {
    super(scope, id);
    this.#doors = doors;
    this.#alarms = alarms;
    for (const [name, subscription] of Object.entries(subscriptions)) {
      if (subscription.from !== 'facts' && subscription.from !== 'location') continue;
      new Rule(this, `On${pascal(name)}`, {
        ...(subscription.from === 'facts' ? { eventBus: bus } : {}),
        eventPattern: patternOf(subscription.only),
        targets: [this.target(name, subscription)],
      });
    }
  }

  private target(name: string, subscription: EventSubscription): IRuleTarget {
    const deadLetterQueue = this.#doors.deadLettersOf(name);
    if (subscription.queue) {
      return new SqsQueue(this.queue(name, subscription, subscription.queue), { deadLetterQueue });
    }
    return new LambdaFunction(this.#doors.behind(subscription.door), {
      deadLetterQueue,
      // Older news about a drive is no news; what is left is parked for a person to look at.
      maxEventAge: Duration.hours(2),
    });
  }

  private queue(name: string, { door }: EventSubscription, timing: QueueTiming): Queue {
    const target = this.#doors.behind(door);
    const queue = new Queue(this, pascal(name), {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(timing.retryAfterSeconds),
      deadLetterQueue: { queue: this.#doors.deadLettersOf(name), maxReceiveCount: timing.attempts },
    });
    const mapping = new EventSourceMapping(this, `From${pascal(name)}`, {
      target,
      eventSourceArn: queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
    });
    target.addToRolePolicy(mayReceive(queue));
    if (target.role) mapping.node.addDependency(target.role);
    this.watch(name, queue, timing);
    return queue;
  }

  /** What is tried in vain is parked; what nobody tries at all would grow old here and be gone in silence. */
  private watch(name: string, queue: Queue, { attempts, retryAfterSeconds }: QueueTiming): void {
    const metric = queue.metricApproximateAgeOfOldestMessage({
      statistic: 'Maximum',
      period: Duration.minutes(1),
    });
    this.#alarms.whenAbove(attempts * retryAfterSeconds * AMPLE, {
      name: `${pascal(name)}Behind`,
      metric,
      periods: 3,
      noticed: `for a while, ${noticedWhenParked(name)}`,
      runbook: 'a-queue-is-behind',
    });
  }
}

const mayReceive = (queue: Queue) =>
  new PolicyStatement({
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    resources: [queue.queueArn],
  });

/** subscriptions.ts speaks EventBridge's own JSON; CDK wants `detailType` for `detail-type`. */
function patternOf(only: object): EventPattern {
  const { 'detail-type': detailType, ...rest } = only as { 'detail-type'?: string[] } & EventPattern;
  return { ...rest, ...(detailType ? { detailType } : {}) };
}
