import { describe, expect, it } from 'vitest';
import { subscriptions } from '../../functions/subscriptions.ts';
import {
  all,
  asList,
  functionNamed,
  only,
  refersTo,
  statementsOf,
  the,
  writtenInto,
} from '../support/template.ts';

const group = only('AWS::Scheduler::ScheduleGroup');
const bus = only('AWS::Events::EventBus');
const lost = the('AWS::SQS::Queue', (_, id) => id.includes('TimersLost'));
const schedulers = all('AWS::IAM::Role').filter(({ properties }) =>
  JSON.stringify(properties['AssumeRolePolicyDocument']).includes('scheduler.amazonaws.com'),
);
const may = functionNamed('timers').properties['Environment'].Variables;

describe('what the scheduler may do in our name', () => {
  it('is to put a timer that is due on the bus, and to park it, for this group alone', () => {
    expect(schedulers).toHaveLength(1);
    for (const role of schedulers) {
      const [trust] = role.properties['AssumeRolePolicyDocument'].Statement;
      expect(refersTo(trust.Condition.StringEquals['aws:SourceArn'], group)).toBe(true);
      expect(trust.Condition.StringEquals['aws:SourceAccount']).toEqual({ Ref: 'AWS::AccountId' });
      const statements = writtenInto(role);
      expect(statements.map(({ Action }) => Action)).toEqual(['events:PutEvents', 'sqs:SendMessage']);
      expect(refersTo(statements[0]?.Resource, bus)).toBe(true);
      expect(refersTo(statements[1]?.Resource, lost)).toBe(true);
    }
  });
});

describe('whoever sets timers', () => {
  it('may make and take away those of the group, and hand the scheduler that one role', () => {
    const about = statementsOf(functionNamed('timers')).filter(({ Action }) =>
      asList(Action).some((action) => /^(scheduler|iam):/.test(action)),
    );
    expect(about.map(({ Action }) => Action)).toEqual([
      ['scheduler:CreateSchedule', 'scheduler:DeleteSchedule'],
      'iam:PassRole',
    ]);
    expect(refersTo(about[0]?.Resource, group)).toBe(true);
    expect(about[1]?.Resource).toEqual({ 'Fn::GetAtt': [schedulers[0]?.id, 'Arn'] });
  });

  it('is told where, by whom and as what they go off, and hears of it', () => {
    expect(may['TIMER_GROUP']).toBe(group.properties['Name']);
    expect(refersTo(may['TIMER_BUS_ARN'], bus)).toBe(true);
    expect(refersTo(may['TIMER_DEAD_LETTERS_ARN'], lost)).toBe(true);
    expect(may['TIMER_ROLE_ARN']).toEqual({ 'Fn::GetAtt': [schedulers[0]?.id, 'Arn'] });
    const listening = Object.values(subscriptions).filter(
      (one) => one.from === 'facts' && JSON.stringify(one.only).includes('"timer.due"'),
    );
    expect(listening.map(({ door }) => door)).toEqual(['timers/attend-visit']);
  });
});
