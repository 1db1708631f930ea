import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

interface QueuePipeProps {
  /** The last part of the pipe's name. */
  readonly name: string;
  readonly queue: IQueue;
  readonly target: IFunction;
}

/**
 * Brings what waits in a queue to a function, ten messages at a time. It waits for the answer: what that names in
 * `batchItemFailures`, or everything when there is none, stays in the queue and is seen again after the visibility
 * timeout. It keeps no log: what it carries would be in there, and what became of it the function's own log says.
 */
export class QueuePipe extends Construct {
  /** What its metrics go by. */
  readonly pipeName: string;

  constructor(scope: Construct, id: string, { name, queue, target }: QueuePipeProps) {
    super(scope, id);
    this.pipeName = `${Stack.of(this).stackName}-${name}`;
    const role = this.roleFor(queue, target);
    const pipe = new CfnPipe(this, 'Pipe', {
      name: this.pipeName,
      roleArn: role.roleArn,
      source: queue.queueArn,
      // No batching window: with one, the pipe would set visibility timeouts of its own.
      sourceParameters: { sqsQueueParameters: { batchSize: 10 } },
      target: target.functionArn,
      targetParameters: { lambdaFunctionParameters: { invocationType: 'REQUEST_RESPONSE' } },
    });
    // The role is tried when the pipe is made.
    pipe.node.addDependency(role);
  }

  /** For this pipe alone, and for nothing but taking from the queue and calling the function. */
  private roleFor(queue: IQueue, target: IFunction): Role {
    const { partition, region, account } = Stack.of(this);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': account,
            'aws:SourceArn': `arn:${partition}:pipes:${region}:${account}:pipe/${this.pipeName}`,
          },
        },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [queue.queueArn],
      }),
    );
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] }),
    );
    return role;
  }
}
