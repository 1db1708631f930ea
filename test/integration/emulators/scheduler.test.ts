import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

  it.each([
    ['a name of 65 characters', { Name: 'x'.repeat(65) }],
    ['an expression with a zone in it', { ScheduleExpression: 'at(2026-11-20T09:30:00Z)' }],
    ['an unknown zone', { ScheduleExpressionTimezone: 'America/Nowhere' }],
  ])('is refused for %s', async (_, over) => {
    const refused = scheduler.send(new CreateScheduleCommand({ ...schedule, ...over }));
    await expect(refused).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
