import { Duration } from 'aws-cdk-lib';
import { type EventBus, type EventPattern, type IRuleTarget, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import {
  type ClockSubscription,
  type EventSubscription,
  type Subscription,
  subscriptions,
} from '../functions/subscriptions.ts';
import type { Alarms } from './alarms.ts';
import { HouseQueue } from './constructs/house-queue.ts';
import { type Doors, pascal } from './doors.ts';
import { noticedWhenParked } from './noticed.ts';

interface EventsProps {
  /** Facts come from here; Amazon Location's events come on the account's default bus. */
  readonly bus: EventBus;
  readonly doors: Doors;
  readonly alarms: Alarms;
}

type QueueTiming = NonNullable<EventSubscription['queue']>;

/** What events, and the clock, set in motion, straight or through a queue; what fails for good is parked. */
export class Events extends Construct {
  readonly #doors: Doors;
  readonly #alarms: Alarms;

  constructor(scope: Construct, id: string, { bus, doors, alarms }: EventsProps) {
    super(scope, id);
    this.#doors = doors;
    this.#alarms = alarms;
    for (const [name, subscription] of Object.entries(subscriptions)) {
      if (!isEvent(subscription)) continue;
      new Rule(this, `On${pascal(name)}`, {
        ...(subscription.from === 'facts' ? { eventBus: bus } : {}),
        ...(subscription.from === 'clock'
          ? { schedule: Schedule.rate(Duration.hours(subscription.everyHours)) }
          : { eventPattern: patternOf(subscription.only) }),
        targets: [this.target(name, subscription)],
      });
    }
  }

  private target(name: string, subscription: EventSubscription | ClockSubscription): IRuleTarget {
    const deadLetterQueue = this.#doors.deadLettersOf(name);
    if (subscription.from !== 'clock' && subscription.queue) {
      return new SqsQueue(this.queue(name, subscription, subscription.queue), { deadLetterQueue });
    }
    return new LambdaFunction(this.#doors.behind(subscription.door), {
      deadLetterQueue,
      // Older news about a drive is no news; what is left is parked for a person to look at.
      maxEventAge: Duration.hours(2),
    });
  }

  /** What a batch could not settle stays in the queue, is seen again after the visibility timeout, and parked at last. */
  private queue(name: string, { door }: EventSubscription, timing: QueueTiming): HouseQueue {
    const queue = new HouseQueue(this, pascal(name), {
      visibilityTimeout: Duration.seconds(timing.retryAfterSeconds),
      deadLetterQueue: { queue: this.#doors.deadLettersOf(name), maxReceiveCount: timing.attempts },
    });
    this.#doors
      .behind(door)
      .addEventSource(new SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true }));
    this.watch(name, queue, timing);
    return queue;
  }

  /** Beside what is parked: a queue that nobody empties. By then whatever is tried has been parked. */
  private watch(name: string, queue: HouseQueue, timing: QueueTiming): void {
    this.#alarms.whenAbove(timing.attempts * timing.retryAfterSeconds, {
      name: `${pascal(name)}Waits`,
      metric: queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      periods: 5,
      noticed: noticedWhenParked(name),
      runbook: 'a-queue-is-not-emptied',
    });
  }
}

const isEvent = (subscription: Subscription): subscription is EventSubscription | ClockSubscription =>
  ['facts', 'location', 'mail', 'clock'].includes(subscription.from);

/** subscriptions.ts speaks EventBridge's own JSON; CDK wants `detailType` for `detail-type`. */
function patternOf(only: object): EventPattern {
  const { 'detail-type': detailType, ...rest } = only as { 'detail-type'?: string[] } & EventPattern;
  return { ...rest, ...(detailType ? { detailType } : {}) };
}
