import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type EventSubscription, subscriptions } from '../../functions/subscriptions.ts';
import { all, functionOf, only, type Resource, refersTo, the } from '../support/template.ts';

const queues = all('AWS::SQS::Queue');
const alarms = all('AWS::CloudWatch::Alarm');
const mappingOf = (lambda: Resource) =>
  the('AWS::Lambda::EventSourceMapping', ({ FunctionName }) => refersTo(FunctionName, lambda)).properties;
const queueIn = (value: unknown) => queues.find((queue) => refersTo(value, queue));
const isDeadEnd = ({ properties }: Resource) => properties['RedrivePolicy'] === undefined;

describe('every queue', () => {
  it.each(queues)('$id redrives to a queue with an alarm, or has an alarm itself', (queue) => {
    const end = isDeadEnd(queue) ? queue : queueIn(queue.properties['RedrivePolicy']);
    const watched = alarms.filter(
      ({ properties }) =>
        properties['MetricName'] === 'ApproximateNumberOfMessagesVisible' &&
        end !== undefined &&
        refersTo(properties['Dimensions'], end),
    );
    expect(watched).toHaveLength(1);
    expect(watched[0]?.properties).toMatchObject({
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
    });
  });

  it.each(queues)('$id is encrypted and speaks TLS only', (queue) => {
    expect(queue.properties['SqsManagedSseEnabled']).toBe(true);
    const policies = all('AWS::SQS::QueuePolicy').filter(({ properties }) =>
      refersTo(properties['Queues'], queue),
    );
    expect(JSON.stringify(policies)).toContain('"aws:SecureTransport":"false"');
  });
});

it('one policy lets rules of this stack, and topics of this account, send to its queues, and nobody else', () => {
  const [policy, ...others] = all('AWS::SQS::QueuePolicy');
  expect(others).toEqual([]);
  const { Statement } = policy?.properties['PolicyDocument'] ?? {};
  const allowed = (Statement as Record<string, never>[]).filter(({ Effect }) => Effect === 'Allow');
  expect(allowed.map(({ Principal, Action }) => [Principal, Action])).toEqual(
    ['events', 'sns'].map((service) => [{ Service: `${service}.amazonaws.com` }, 'sqs:SendMessage']),
  );
  for (const { Condition } of allowed) expect(JSON.stringify(Condition)).toMatch(/aws:Source(Arn|Account)/);
});

describe('what fails', () => {
  const byOrigin = (...origins: string[]) =>
    Object.entries(subscriptions).filter(([, { from }]) => origins.includes(from));

  it.each(byOrigin('records-stream', 'positions-stream'))(
    'in %s is tried again, halved, then parked',
    (_, one) => {
      const mapping = mappingOf(functionOf(one.door));
      expect(mapping).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ...('atOnce' in one && { ParallelizationFactor: one.atOnce }),
        MaximumRetryAttempts: 'attempts' in one ? one.attempts : -1,
      });
      expect(queueIn(mapping['DestinationConfig'].OnFailure)).toSatisfy(isDeadEnd);
    },
  );

  const straight = byOrigin('facts', 'location', 'clock', 'sms-log', 'replies').filter(
    ([, one]) => !('queue' in one),
  );
  it.each(straight)('in %s, invoked by an event, is parked', (_, { door }) => {
    const lambda = functionOf(door);
    expect(queueIn(lambda.properties['DeadLetterConfig'])).toSatisfy(isDeadEnd);
  });

  it.each(all('AWS::Events::Rule'))('on the way to the target of $id is parked', ({ properties }) => {
    for (const target of properties['Targets']) {
      expect(queueIn(target.DeadLetterConfig)).toSatisfy(isDeadEnd);
    }
  });

  it('in a queue comes back as often and as late as the table says', () => {
    const queued = Object.values(subscriptions).filter(
      (one): one is Required<EventSubscription> => 'queue' in one && one.queue !== undefined,
    );
    expect(queued.length).toBeGreaterThan(0);
    for (const { door, queue, timeoutSeconds } of queued) {
      const mapping = mappingOf(functionOf(door));
      // Without a word of which ones failed, a batch would be taken for settled; a window would delay texts.
      expect(mapping['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
      expect(mapping['MaximumBatchingWindowInSeconds']).toBeUndefined();
      const source = queueIn(mapping['EventSourceArn'])?.properties ?? {};
      expect(source['VisibilityTimeout']).toBe(queue.retryAfterSeconds);
      // AWS: six times the function's time, lest a throttled batch be seen twice.
      expect(source['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * timeoutSeconds);
      expect(source['RedrivePolicy'].maxReceiveCount).toBe(queue.attempts);
    }
  });

  it('in a queue that nobody empties is noticed long before it is gone', () => {
    for (const { id, properties } of all('AWS::SQS::Queue').filter((queue) => !isDeadEnd(queue))) {
      const age = alarms.filter(
        (alarm) => alarm.properties['MetricName'] === 'ApproximateAgeOfOldestMessage',
      );
      const own = age.find((alarm) => JSON.stringify(alarm.properties['Dimensions']).includes(id));
      expect(own?.properties['Threshold']).toBeLessThan(properties['MessageRetentionPeriod'] ?? 345_600);
    }
  });
});

describe('every alarm', () => {
  const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
  const headings = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) =>
    title?.toLowerCase().replaceAll(' ', '-'),
  );

  /** What stands under a heading. */
  const entry = (anchor = '') => runbook.split(/^## .+\n/m)[headings.indexOf(anchor) + 1];

  it.each(alarms)('$id says what customers notice and what to open, and tells somebody', ({ properties }) => {
    const text: string = properties['AlarmDescription'];
    expect(text).toMatch(/^Customers notice: .+ What to do: docs\/runbook\.md#[a-z0-9-]+$/);
    expect(headings).toContain(text.split('#')[1]);
    expect(entry(text.split('#')[1])).toMatch(/^\n\*\*Customers notice\*\* /);
    expect(refersTo(properties['AlarmActions'], only('AWS::SNS::Topic'))).toBe(true);
  });

  it('reaches the operator although the topic is encrypted', () => {
    const { properties: topic } = only('AWS::SNS::Topic');
    const key = only('AWS::KMS::Key');
    expect(refersTo(topic['KmsMasterKeyId'], key)).toBe(true);
    expect(JSON.stringify(key.properties['KeyPolicy'])).toContain('cloudwatch.amazonaws.com');
    const protocols = all('AWS::SNS::Subscription').map(({ properties }) => properties['Protocol']);
    expect(protocols.sort()).toEqual(['email', 'lambda']);
  });
});
