import { Duration } from 'aws-cdk-lib';
import type { AddToResourcePolicyResult } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

type HouseQueueProps = Pick<QueueProps, 'visibilityTimeout' | 'deadLetterQueue'>;

/** What every queue of ours has in common: encrypted, and kept for two weeks. */
export class HouseQueue extends Queue {
  constructor(scope: Construct, id: string, props: HouseQueueProps = {}) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(14),
      ...props,
    });
  }

  /** Who may send is said once, for all queues, in lib/queue-policy.ts: a policy each would be a resource each. */
  override addToResourcePolicy(): AddToResourcePolicyResult {
    return { statementAdded: true };
  }
}
