import { CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnSubscriptionFilter } from 'aws-cdk-lib/aws-logs';
import { CfnSubscription } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { subscriptions } from '../functions/subscriptions.ts';
import { type Doors, pascal } from './doors.ts';

interface TextsProps {
  readonly doors: Doors;
  /** When it holds, SNS writes into the account's logs what became of texts. */
  readonly deliveryLogs: CfnCondition;
  /** The number's topic for texts that come in; empty without one. */
  readonly repliesTopic: string;
}

/** What SNS calls the logs of texts that arrived, and of those that did not. */
const RESULTS = { Arrived: '', Failed: '/Failure' } as const;

/**
 * What is heard of texts after they have left. SNS writes its logs for a whole account: that it does is the account's
 * own setting, and the logs are too; here somebody only reads them.
 */
export class Texts extends Construct {
  constructor(scope: Construct, id: string, { doors, deliveryLogs, repliesTopic }: TextsProps) {
    super(scope, id);
    this.hear(doors, repliesTopic);
    const { partition, region, account } = Stack.of(this);
    const logs = `sns/${region}/${account}/DirectPublishToPhoneNumber`;
    for (const [name, { from, door }] of Object.entries(subscriptions)) {
      if (from !== 'sms-log') continue;
      const reader = doors.behind(door);
      const allowed = new CfnPermission(this, `${pascal(name)}Allowed`, {
        action: 'lambda:InvokeFunction',
        functionName: reader.functionArn,
        principal: 'logs.amazonaws.com',
        sourceArn: `arn:${partition}:logs:${region}:${account}:log-group:${logs}*`,
        sourceAccount: account,
      });
      allowed.cfnOptions.condition = deliveryLogs;
      for (const [result, ending] of Object.entries(RESULTS)) {
        const filter = new CfnSubscriptionFilter(this, `${pascal(name)}${result}`, {
          logGroupName: `${logs}${ending}`,
          filterPattern: '',
          destinationArn: reader.functionArn,
        });
        filter.cfnOptions.condition = deliveryLogs;
        filter.addResourceDependency(allowed);
      }
    }
  }

  /** Number and topic are the account's; what the topic cannot deliver is parked where the function's own is. */
  private hear(doors: Doors, topicArn: string): void {
    const condition = new CfnCondition(this, 'Replies', {
      expression: Fn.conditionNot(Fn.conditionEquals(topicArn, '')),
    });
    for (const [name, { from, door }] of Object.entries(subscriptions)) {
      if (from !== 'replies') continue;
      const listener = doors.behind(door);
      const parked = doors.deadLettersOf(name);
      const allowed = new CfnPermission(this, `${pascal(name)}Allowed`, {
        action: 'lambda:InvokeFunction',
        functionName: listener.functionArn,
        principal: 'sns.amazonaws.com',
        sourceArn: topicArn,
      });
      const heard = new CfnSubscription(this, pascal(name), {
        protocol: 'lambda',
        topicArn,
        endpoint: listener.functionArn,
        redrivePolicy: { deadLetterTargetArn: parked.queueArn },
      });
      for (const made of [allowed, heard]) made.cfnOptions.condition = condition;
      heard.addResourceDependency(allowed);
    }
  }
}
