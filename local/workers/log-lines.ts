import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { World } from '../emulators/emulator.ts';
import type { Deployment } from '../template/deployment.ts';
import type { AsyncInvocations } from './async-invocations.ts';

export interface LogLineOptions {
  readonly deployment: Pick<Deployment, 'accountId' | 'logSubscriptions'>;
  readonly invocations: Pick<AsyncInvocations, 'enqueue'>;
  readonly now: () => number;
}

/** Tells whoever has subscribed to a log of what is written there, as CloudWatch Logs does: packed, asynchronously. */
export const createLogLines =
  ({ deployment, invocations, now }: LogLineOptions): World['log'] =>
  (logGroup, line) => {
    for (const { functionArn } of deployment.logSubscriptions.filter((one) => one.logGroup === logGroup)) {
      const told = {
        messageType: 'DATA_MESSAGE',
        owner: deployment.accountId,
        logGroup,
        logStream: randomUUID(),
        subscriptionFilters: ['local'],
        logEvents: [{ id: randomUUID(), timestamp: now(), message: line }],
      };
      const data = gzipSync(JSON.stringify(told)).toString('base64');
      const payload = JSON.stringify({ awslogs: { data } });
      invocations.enqueue({ functionArn, payload, afterCalls: true });
    }
  };
