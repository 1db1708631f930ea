import { Stack } from 'aws-cdk-lib';
import {
  AnyPrincipal,
  Effect,
  PolicyDocument,
  PolicyStatement,
  type PolicyStatementProps,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { HouseQueue } from './constructs/house-queue.ts';

/**
 * The one policy of all queues: by TLS alone, and from outside of functions, by roles of ours, from rules and topics
 * alone. Called once all queues are there.
 * @param bus the name of our own bus, whose rules have it in their ARNs
 */
export function shareQueuePolicy(scope: Construct, bus: string): void {
  const { partition, region, account, stackName } = Stack.of(scope);
  const queues = Stack.of(scope)
    .node.findAll()
    .filter((one) => one instanceof HouseQueue);
  const resources = [`arn:${partition}:sqs:${region}:${account}:${stackName}-*`];
  const rule = (name: string) => `arn:${partition}:events:${region}:${account}:rule/${name}`;
  const statement = (props: PolicyStatementProps) => new PolicyStatement({ resources, ...props });
  const receives = (service: string, conditions: PolicyStatementProps['conditions'] = {}) =>
    statement({ principals: [new ServicePrincipal(service)], actions: ['sqs:SendMessage'], conditions });
  const policyDocument = new PolicyDocument({
    statements: [
      statement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sqs:*'],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
      receives('events.amazonaws.com', {
        ArnLike: { 'aws:SourceArn': [rule(`${bus}/${stackName}-*`), rule(`${stackName}-*`)] },
      }),
      receives('sns.amazonaws.com', { StringEquals: { 'aws:SourceAccount': account } }),
    ],
  });
  new CfnQueuePolicy(scope, 'QueuePolicy', {
    queues: queues.map(({ queueUrl }) => queueUrl),
    policyDocument,
  });
}
