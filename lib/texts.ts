import { type CfnCondition, Stack } from 'aws-cdk-lib';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnSubscriptionFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { subscriptions } from '../functions/subscriptions.ts';
import { type Doors, pascal } from './doors.ts';

interface TextsProps {
  readonly doors: Doors;
  /** When it holds, SNS writes into the account's logs what became of texts. */
  readonly deliveryLogs: CfnCondition;
}

/** What SNS calls the logs of texts that arrived, and of those that did not. */
const RESULTS = { Arrived: '', Failed: '/Failure' } as const;

/**
 * What is heard of texts after they have left. SNS writes its logs for a whole account: that it does is the account's
 * own setting, and the logs are too; here somebody only reads them.
 */
export class Texts extends Construct {
  constructor(scope: Construct, id: string, { doors, deliveryLogs }: TextsProps) {
    super(scope, id);
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
}
