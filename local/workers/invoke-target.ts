import type { World } from '../emulators/emulator.ts';
import type { Queues } from '../queues/queues.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import type { FunctionPool } from './function-pool.ts';

export interface TargetOptions {
  readonly pool: Pick<FunctionPool, 'has'>;
  readonly queues: Pick<Queues, 'has' | 'send'>;
  readonly invocations: Pick<AsyncInvocations, 'enqueue'>;
}

/** Hands a timer's input to its target, or to its dead-letter queue when there is no such target here. */
export const createInvokeTarget =
  ({ pool, queues, invocations }: TargetOptions): World['invokeTarget'] =>
  ({ arn, input, deadLetterArn, ...more }) => {
    if (queues.has(arn)) queues.send(arn, input);
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
