import { randomUUID } from 'node:crypto';
import { DELIVERY_FAULTS, type Faults } from '../faults/faults.ts';
import type { Queues } from '../queues/queues.ts';
import type { Deployment } from '../template/deployment.ts';
import type { AsyncInvocations } from '../workers/async-invocations.ts';
import { matchesPattern } from './match-pattern.ts';
import type { RuleTarget, ScheduledRule } from './rule.ts';

/** An event as its targets get it. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

export interface EventBuses {
  has(bus: string): boolean;
  /** Hands the event of a rule that goes by the clock to its targets; they have it on disk when this returns. */
  strike(rule: ScheduledRule): void;
  /** Hands an event to the targets of every rule it matches; they have it on disk when this returns. */
  publish(
    bus: string,
    event: Pick<BusEvent, 'source' | 'detail-type' | 'detail'> & Partial<BusEvent>,
  ): string;
}

export interface EventBusOptions {
  readonly deployment: Deployment;
  readonly queues: Queues;
  readonly invocations: AsyncInvocations;
  readonly faults: Faults;
  readonly now: () => number;
}

/** How long an event is held back that shall arrive after its successors; stack milliseconds. */
const OUT_OF_ORDER_MS = 400;

/** A mailbox takes its time; a fence that was entered is told while its call goes on. */
const isOfMailbox = ({ source }: BusEvent): boolean => source === 'aws.ses';

export function createEventBuses({
  deployment,
  queues,
  invocations,
  faults,
  now,
}: EventBusOptions): EventBuses {
  const deliver = (arn: string, body: string, delayMs: number, afterCalls: boolean) => {
    if (arn.includes(':sqs:')) queues.send(arn, body, { delayMs });
    else if (arn.includes(':lambda:'))
      invocations.enqueue({ functionArn: arn, payload: body, delayMs, afterCalls });
  };
  const handOver = (targets: readonly RuleTarget[], event: BusEvent) => {
    const fault = faults.meet('events', 'Deliver', DELIVERY_FAULTS);
    const delayMs = fault?.kind === 'reorder' && Math.random() < 0.5 ? OUT_OF_ORDER_MS : 0;
    const times = fault?.kind === 'duplicate' ? 2 : 1;
    for (const { arn, input } of targets) {
      for (let time = 0; time < times; time += 1)
        deliver(arn, input ?? JSON.stringify(event), delayMs, isOfMailbox(event));
    }
  };
  const eventOf = (given: Parameters<EventBuses['publish']>[1]): BusEvent => ({
    version: '0',
    id: randomUUID(),
    account: deployment.accountId,
    time: `${new Date(now()).toISOString().slice(0, 19)}Z`,
    region: deployment.region,
    resources: [],
    ...given,
  });
  return {
    has: (bus) => deployment.buses.includes(bus),
    strike({ name, targets }) {
      const rule = `arn:aws:events:${deployment.region}:${deployment.accountId}:rule/${name}`;
      const told = { source: 'aws.events', 'detail-type': 'Scheduled Event', resources: [rule], detail: {} };
      handOver(targets, eventOf(told));
    },
    publish(bus, given) {
      const event = eventOf(given);
      const rules = deployment.rules.filter(
        (rule) => rule.bus === bus && matchesPattern(rule.pattern, event),
      );
      handOver(
        rules.flatMap(({ targets }) => targets),
        event,
      );
      return event.id;
    },
  };
}
