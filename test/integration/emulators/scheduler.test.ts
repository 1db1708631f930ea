import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declareScheduleGroup } from '../../../local/emulators/kept-schedules.ts';
import { createScheduler } from '../../../local/emulators/scheduler.ts';
import { createWorld, type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';

const world = createWorld(Date.parse('2026-11-20T17:00:00Z'));
const timers = createScheduler(world);
const Target = {
  Arn: 'arn:aws:lambda:us-east-1:123456789012:function:no-show',
  RoleArn: 'arn:aws:iam::123456789012:role/scheduler',
  Input: '{"visitId":"1"}',
  DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:123456789012:parked' },
  RetryPolicy: { MaximumRetryAttempts: 3 },
};
const schedule = {
  Name: 'no-show-1',
  ScheduleExpression: 'at(2026-11-20T09:30:00)',
  ScheduleExpressionTimezone: 'America/Los_Angeles',
  ActionAfterCompletion: 'DELETE',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target,
} as const;
let served: ServedEmulators;
let scheduler: SchedulerClient;

beforeAll(async () => {
  served = await serveEmulators(timers);
  scheduler = new SchedulerClient(served.client);
});
afterAll(() => served.stop());

describe('a one-time schedule', () => {
  it('is created once, found, listed and moved', async () => {
    const { ScheduleArn } = await scheduler.send(new CreateScheduleCommand(schedule));
    expect(ScheduleArn).toBe('arn:aws:scheduler:us-east-1:123456789012:schedule/default/no-show-1');
    const again = scheduler.send(new CreateScheduleCommand(schedule));
    await expect(again).rejects.toMatchObject({ name: 'ConflictException' });
    expect(timers.nextDueAt()).toBe(Date.parse('2026-11-20T17:30:00Z'));

    const moved = { ...schedule, ScheduleExpression: 'at(2026-11-20T09:45:00)' };
    await scheduler.send(new UpdateScheduleCommand(moved));
    const found = await scheduler.send(new GetScheduleCommand({ Name: schedule.Name }));
    expect(found).toMatchObject({ ScheduleExpression: moved.ScheduleExpression, State: 'ENABLED', Target });
    const { Schedules } = await scheduler.send(new ListSchedulesCommand({ NamePrefix: 'no-show' }));
    expect(Schedules?.map(({ Name }) => Name)).toEqual([schedule.Name]);
  });

  it('fires once, when the stack reaches its moment, and is gone', async () => {
    world.setClock(Date.parse('2026-11-20T17:44:59Z'));
    expect(timers.fireDue()).toBe(0);
    world.setClock(Date.parse('2026-11-20T17:45:00Z'));
    expect([timers.fireDue(), timers.fireDue()]).toEqual([1, 0]);
    expect(world.invoked).toEqual([
      { arn: Target.Arn, input: Target.Input, attempts: 4, deadLetterArn: Target.DeadLetterConfig.Arn },
    ]);
    const gone = scheduler.send(new DeleteScheduleCommand({ Name: schedule.Name }));
    await expect(gone).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  const create = (over: object) =>
    scheduler.send(new CreateScheduleCommand({ ...schedule, Name: `row-${++rows}`, ...over }));
  let rows = 0;
  const retries = (RetryPolicy: object) => ({ Target: { ...Target, RetryPolicy } });
  const window = (FlexibleTimeWindow: object) => ({ FlexibleTimeWindow });
  const event = {
    Arn: 'arn:aws:events:us-east-1:123456789012:event-bus/facts',
    EventBridgeParameters: { DetailType: 'timer.due', Source: 'service-tracker' },
  };
  const eventBy = (Source: string) => ({
    Target: { ...Target, ...event, EventBridgeParameters: { DetailType: 'timer.due', Source } },
  });

  it.each([
    ['a name of 64 characters', { Name: 'x'.repeat(64) }],
    ['the last day of February', { ScheduleExpression: 'at(2028-02-29T09:30:00)' }],
    ['185 retries within a day', retries({ MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 })],
    ['no retry, for a minute', retries({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 })],
    ['a window of a day', window({ Mode: 'FLEXIBLE', MaximumWindowInMinutes: 1440 })],
    ['an event for a bus', { Target: { ...Target, ...event } }],
  ])('is taken with %s', async (_, over) => {
    expect((await create(over)).ScheduleArn).toBeTruthy();
  });

  it.each([
    ['a name of 65 characters', { Name: 'x'.repeat(65) }],
    ['an expression with a zone in it', { ScheduleExpression: 'at(2026-11-20T09:30:00Z)' }],
    ['a day no calendar has', { ScheduleExpression: 'at(2026-02-29T09:30:00)' }],
    ['an hour no day has', { ScheduleExpression: 'at(2026-11-20T24:00:00)' }],
    ['an unknown zone', { ScheduleExpressionTimezone: 'America/Nowhere' }],
    ['186 retries', retries({ MaximumRetryAttempts: 186 })],
    ['retries for less than a minute', retries({ MaximumEventAgeInSeconds: 59 })],
    ['retries for more than a day', retries({ MaximumEventAgeInSeconds: 86_401 })],
    ['a flexible window without its length', window({ Mode: 'FLEXIBLE' })],
    ['a window of more than a day', window({ Mode: 'FLEXIBLE', MaximumWindowInMinutes: 1441 })],
    ['a length without a window', window({ Mode: 'OFF', MaximumWindowInMinutes: 1 })],
    ['an input a function could not read', { Target: { ...Target, Input: 'no JSON' } }],
    ['a detail no event could have', { Target: { ...Target, ...event, Input: 'no JSON' } }],
    ['a bus without an event', { Target: { ...Target, Arn: event.Arn } }],
    ['an event for a function', { Target: { ...Target, ...event, Arn: Target.Arn } }],
    ['an event in the name of AWS', eventBy('aws.scheduler')],
    ['an event of nobody', eventBy('')],
  ])('is refused with %s', async (_, over) => {
    await expect(create(over)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('for a bus becomes an event on it', async () => {
    const Target = { ...schedule.Target, ...event };
    await scheduler.send(new CreateScheduleCommand({ ...schedule, Name: 'event', Target }));
    world.invoked.length = 0;
    world.setClock(Date.parse('2026-11-20T17:46:00Z'));
    timers.fireDue();
    expect(world.invoked).toContainEqual(
      expect.objectContaining({
        arn: event.Arn,
        input: Target.Input,
        event: { source: 'service-tracker', 'detail-type': 'timer.due' },
      }),
    );
  });

  it('is found in its own group alone, once that was declared', async () => {
    declareScheduleGroup(world.store, 'timers');
    const { ScheduleArn } = await create({ GroupName: 'timers', Name: 'grouped' });
    expect(ScheduleArn).toBe('arn:aws:scheduler:us-east-1:123456789012:schedule/timers/grouped');
    const { Schedules } = await scheduler.send(new ListSchedulesCommand({ GroupName: 'timers' }));
    expect(Schedules?.map(({ Name }) => Name)).toEqual(['grouped']);
    const elsewhere = scheduler.send(new DeleteScheduleCommand({ Name: 'grouped' }));
    await expect(elsewhere).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await scheduler.send(new DeleteScheduleCommand({ Name: 'grouped', GroupName: 'timers' }));
  });

  it('is refused in a group that nobody has made', async () => {
    const GroupName = 'elsewhere';
    await expect(create({ GroupName })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const listed = scheduler.send(new ListSchedulesCommand({ GroupName }));
    await expect(listed).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('is listed in pages', async () => {
    for (const Name of ['paged-1', 'paged-2', 'paged-3']) await create({ Name });
    const page = (more: object) =>
      scheduler.send(new ListSchedulesCommand({ NamePrefix: 'paged', MaxResults: 2, ...more }));
    const { Schedules, NextToken } = await page({});
    const rest = await page({ NextToken });
    expect([...(Schedules ?? []), ...(rest.Schedules ?? [])].map(({ Name }) => Name)).toEqual([
      'paged-1',
      'paged-2',
      'paged-3',
    ]);
    expect(rest.NextToken).toBeUndefined();
    for (const MaxResults of [0, 101])
      await expect(page({ MaxResults })).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
