import type { World } from '../emulators/emulator.ts';
import type { EventBuses } from '../events/event-buses.ts';
import type { Queues } from '../queues/queues.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import type { FunctionPool } from './function-pool.ts';

export interface TargetOptions {
  readonly pool: Pick<FunctionPool, 'has'>;
  readonly queues: Pick<Queues, 'has' | 'send'>;
  readonly invocations: Pick<AsyncInvocations, 'enqueue'>;
  readonly buses: Pick<EventBuses, 'has' | 'publish'>;
}

/** `arn:aws:events:us-east-1:000000000000:event-bus/facts` */
const BUS = /^arn:aws:events:[^:]+:[^:]+:event-bus\/(.+)$/;

/** Hands a timer's input to its target, or to its dead-letter queue when there is no such target here. */
export const createInvokeTarget =
  ({ pool, queues, invocations, buses }: TargetOptions): World['invokeTarget'] =>
  ({ arn, input, deadLetterArn, event, ...more }) => {
    const [, bus = ''] = BUS.exec(arn) ?? [];
    if (event && buses.has(bus)) buses.publish(bus, { ...event, detail: JSON.parse(input) });
    else if (queues.has(arn)) queues.send(arn, input);
    else if (pool.has(arn))
      invocations.enqueue({
        functionArn: arn,
        payload: input,
        ...more,
        ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
      });
    else if (deadLetterArn !== undefined && queues.has(deadLetterArn))
      queues.send(deadLetterArn, input, { reason: `There is no ${arn}.` });
    else throw new Error(`There is no ${arn}.`);
  };
