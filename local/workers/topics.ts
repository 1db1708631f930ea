import { randomUUID } from 'node:crypto';
import type { World } from '../emulators/emulator.ts';
import type { Deployment } from '../template/deployment.ts';
import type { AsyncInvocations } from './async-invocations.ts';

export interface TopicOptions {
  readonly deployment: Pick<Deployment, 'topicSubscriptions'>;
  readonly invocations: Pick<AsyncInvocations, 'enqueue'>;
  readonly now: () => number;
}

/** Tells the functions that listen to a topic, as SNS does. */
export const createTopics =
  ({ deployment, invocations, now }: TopicOptions): World['tell'] =>
  (topicArn, message) => {
    const MessageId = randomUUID();
    for (const { functionArn } of deployment.topicSubscriptions.filter((one) => one.topicArn === topicArn)) {
      const Sns = {
        Type: 'Notification',
        MessageId,
        TopicArn: topicArn,
        Subject: null,
        Message: message,
        Timestamp: new Date(now()).toISOString(),
        MessageAttributes: {},
      };
      const record = { EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: topicArn, Sns };
      invocations.enqueue({ functionArn, payload: JSON.stringify({ Records: [record] }) });
    }
  };
