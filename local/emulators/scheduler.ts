import * as z from 'zod/mini';
import { AwsError, type Emulator, type World } from './emulator.ts';
import { createKeptSchedules, isGroup, type KeptSchedules, keyOf, placeOf } from './kept-schedules.ts';
import { operation, text, textOf } from './operation.ts';
import { createRestEmulator, type RestOperation } from './rest-json.ts';
import {
  DELETE_SCHEDULE,
  PUT_SCHEDULE,
  SCHEDULE_ID,
  SCHEDULE_NAME,
  type Schedule,
  toSchedule,
} from './schedules.ts';

/** Timers the stack's clock drives: it asks when the next is due, and fires it on arriving there. */
export interface Timers {
  /** Epoch milliseconds of the earliest timer that has not fired, or undefined. */
  nextDueAt(): number | undefined;
  /** Fires what is due by the stack's clock, earliest first. @returns how many fired. */
  fireDue(): number;
}

const DEFAULT_RETRIES = 185;
const PATH = '/schedules/{Name}';
const LIST_SCHEDULES = z.strictObject({
  ScheduleGroup: z.optional(SCHEDULE_NAME),
  NamePrefix: z.optional(SCHEDULE_NAME),
  State: z.optional(z.enum(['ENABLED', 'DISABLED'])),
  MaxResults: z._default(text(/^([1-9]\d?|100)$/), '100'),
  NextToken: z.optional(textOf(1, 2048)),
});

/** The service at work: the world it is in, and what it keeps. */
interface Scheduler {
  readonly world: World;
  readonly kept: KeptSchedules;
}

/** EventBridge Scheduler with one-time schedules. One whose moment has passed fires at once. */
export function createScheduler(world: World): Emulator & Timers {
  const scheduler = { world, kept: createKeptSchedules(world.store) };
  return {
    ...createRestEmulator({
      service: 'scheduler',
      signingNames: ['scheduler'],
      operations: operations(scheduler),
    }),
    nextDueAt: scheduler.kept.nextDueAt,
    fireDue: () => fireDue(scheduler),
  };
}

const operations = (scheduler: Scheduler): Record<string, RestOperation> => ({
  CreateSchedule: {
    method: 'POST',
    path: PATH,
    ...operation(PUT_SCHEDULE, (input) => create(scheduler, toSchedule(input, scheduler.world.now()))),
  },
  GetSchedule: {
    method: 'GET',
    path: PATH,
    ...operation(SCHEDULE_ID, (id) => describe(scheduler.world, find(scheduler, id.Name, id.groupName))),
  },
  UpdateSchedule: {
    method: 'PUT',
    path: PATH,
    ...operation(PUT_SCHEDULE, (input) => update(scheduler, toSchedule(input, scheduler.world.now()))),
  },
  DeleteSchedule: {
    method: 'DELETE',
    path: PATH,
    ...operation(DELETE_SCHEDULE, (id) => {
      scheduler.kept.delete(find(scheduler, id.Name, id.groupName));
      return {};
    }),
  },
  ListSchedules: {
    method: 'GET',
    path: '/schedules',
    ...operation(LIST_SCHEDULES, (input) => list(scheduler, input)),
  },
});

function create({ world, kept }: Scheduler, schedule: Schedule): unknown {
  checkGroup(world, schedule.group);
  const existing = kept.get(schedule);
  if (!existing) kept.put(schedule);
  else if (schedule.clientToken === undefined || existing.clientToken !== schedule.clientToken)
    throw new AwsError(409, 'ConflictException', `Schedule ${schedule.name} already exists.`);
  return { ScheduleArn: arnOf(world, schedule) };
}

function update(scheduler: Scheduler, given: Schedule): unknown {
  const { createdAt } = find(scheduler, given.name, given.group);
  const schedule = { ...given, createdAt };
  scheduler.kept.put(schedule);
  return { ScheduleArn: arnOf(scheduler.world, schedule) };
}

function find({ world, kept }: Scheduler, name: string, group: string): Schedule {
  checkGroup(world, group);
  const schedule = kept.get({ group, name });
  if (schedule) return schedule;
  throw notFound(`Schedule ${name}`);
}

function checkGroup({ store }: World, group: string): void {
  if (!isGroup(store, group)) throw notFound(`Schedule group ${group}`);
}

const notFound = (what: string) => new AwsError(404, 'ResourceNotFoundException', `${what} does not exist.`);

function list({ world, kept }: Scheduler, input: z.output<typeof LIST_SCHEDULES>): unknown {
  const { ScheduleGroup: group, NamePrefix: prefix = '', State: state, NextToken: after = '' } = input;
  if (group !== undefined) checkGroup(world, group);
  const rest = kept.list().filter(([key, schedule]) => {
    const wanted = state === undefined || schedule.enabled === (state === 'ENABLED');
    const inside = group === undefined || schedule.group === group;
    return key > after && schedule.name.startsWith(prefix) && wanted && inside;
  });
  const page = rest.slice(0, Number(input.MaxResults));
  return {
    Schedules: page.map(([, schedule]) => summarise(world, schedule)),
    ...(rest.length > page.length ? { NextToken: page.at(-1)?.[0] } : {}),
  };
}

/** The target's journal comes first: a crash in between fires twice, as the service may, but never not at all. */
function fireDue({ world, kept }: Scheduler): number {
  const due = kept.waiting().filter(({ dueAt }) => dueAt <= world.now());
  for (const schedule of due) {
    try {
      world.invokeTarget(targetOf(schedule.target));
    } catch (error) {
      world.park(...placeOf(schedule), `Schedule ${schedule.name}: ${(error as Error).message}`);
      kept.forget(schedule);
      continue;
    }
    if (schedule.deleteAfterwards) kept.delete(schedule);
    else kept.put({ ...schedule, firedAt: world.now() });
  }
  return due.length;
}

function targetOf(target: Schedule['target']) {
  const { Arn, Input = '{}', DeadLetterConfig, RetryPolicy, EventBridgeParameters: event } = target;
  const deadLetterArn = DeadLetterConfig?.Arn;
  return {
    arn: Arn,
    input: Input,
    attempts: 1 + (RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_RETRIES),
    ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
    ...(event && { event: { source: event.Source, 'detail-type': event.DetailType } }),
  };
}

function summarise(world: World, schedule: Schedule): Record<string, unknown> {
  return {
    Arn: arnOf(world, schedule),
    Name: schedule.name,
    GroupName: schedule.group,
    State: schedule.enabled ? 'ENABLED' : 'DISABLED',
    CreationDate: schedule.createdAt / 1000,
    LastModificationDate: schedule.modifiedAt / 1000,
    Target: { Arn: schedule.target.Arn },
  };
}

function describe(world: World, schedule: Schedule): Record<string, unknown> {
  return {
    ...summarise(world, schedule),
    ScheduleExpression: schedule.expression,
    ScheduleExpressionTimezone: schedule.timeZone,
    FlexibleTimeWindow: schedule.flexibleTimeWindow,
    ActionAfterCompletion: schedule.deleteAfterwards ? 'DELETE' : 'NONE',
    Description: schedule.description,
    Target: schedule.target,
  };
}

const arnOf = (world: World, schedule: Schedule) =>
  `arn:aws:scheduler:${world.region}:${world.accountId}:schedule/${keyOf(schedule)}`;
