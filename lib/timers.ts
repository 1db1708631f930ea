import { Stack } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { DeadLetters } from './constructs/dead-letters.ts';
import { noticedWhenParked } from './noticed.ts';

interface TimersProps {
  /** Where a timer that is due puts its event. */
  readonly bus: EventBus;
  readonly alarms: Alarms;
}

/** Where the timers of visits wait: made by functions, one by one, and gone by themselves once they went off. */
export class Timers extends Construct {
  readonly group: string;
  /** The ARN of every timer of this stack, and of no other. */
  readonly all: string;
  /** What the scheduler does in our name. */
  readonly role: Role;
  readonly busArn: string;
  readonly lost: DeadLetters;

  constructor(scope: Construct, id: string, { bus, alarms }: TimersProps) {
    super(scope, id);
    const { partition, region, account, stackName } = Stack.of(this);
    this.group = `${stackName}-visits`;
    const group = new CfnScheduleGroup(this, 'Group', { name: this.group });
    this.all = `arn:${partition}:scheduler:${region}:${account}:schedule/${group.ref}/*`;
    this.busArn = bus.eventBusArn;
    this.lost = new DeadLetters(this, 'TimersLost', {
      alarms,
      noticed: noticedWhenParked('timers-lost'),
      runbook: 'timers-lost',
    });
    this.role = new Role(this, 'Role', {
      // Of whatever the scheduler does for other accounts, or for other groups of this one, nothing by this role.
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account, 'aws:SourceArn': group.attrArn } },
      }),
      inlinePolicies: {
        fires: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }),
            new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.lost.queueArn] }),
          ],
        }),
      },
    });
  }
}
