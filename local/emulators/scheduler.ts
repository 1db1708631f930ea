import * as z from 'zod/mini';
import { AwsError, type Emulator, type World } from './emulator.ts';
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

const SCHEDULES = 'schedules';
const DEFAULT_RETRIES = 185;
/** Groups are declared, like the schedules' roles; there is only the one every account has. */
const GROUPS = new Set(['default']);
const PATH = '/schedules/{Name}';
const LIST_SCHEDULES = z.strictObject({
  ScheduleGroup: z.optional(SCHEDULE_NAME),
  NamePrefix: z.optional(SCHEDULE_NAME),
  State: z.optional(z.enum(['ENABLED', 'DISABLED'])),
  MaxResults: z._default(text(/^([1-9]\d?|100)$/), '100'),
  NextToken: z.optional(textOf(1, 2048)),
});

/** EventBridge Scheduler with one-time schedules. One whose moment has passed fires at once. */
export function createScheduler(world: World): Emulator & Timers {
  return {
    ...createRestEmulator({
      service: 'scheduler',
      signingNames: ['scheduler'],
      operations: operations(world),
    }),
    nextDueAt: () => waiting(world)[0]?.dueAt,
    fireDue: () => fireDue(world),
  };
}

const operations = (world: World): Record<string, RestOperation> => ({
  CreateSchedule: {
    method: 'POST',
    path: PATH,
    ...operation(PUT_SCHEDULE, (input) => create(world, toSchedule(input, world.now()))),
  },
  GetSchedule: {
    method: 'GET',
    path: PATH,
    ...operation(SCHEDULE_ID, (id) => describe(world, find(world, id.Name, id.groupName))),
  },
  UpdateSchedule: {
    method: 'PUT',
    path: PATH,
    ...operation(PUT_SCHEDULE, (input) => update(world, toSchedule(input, world.now()))),
  },
  DeleteSchedule: {
    method: 'DELETE',
    path: PATH,
    ...operation(DELETE_SCHEDULE, (id) => {
      world.store.delete(SCHEDULES, keyOf(find(world, id.Name, id.groupName)));
      return {};
    }),
  },
  ListSchedules: {
    method: 'GET',
    path: '/schedules',
    ...operation(LIST_SCHEDULES, (input) => list(world, input)),
  },
});

function create(world: World, schedule: Schedule): unknown {
  checkGroup(schedule.group);
  const existing = world.store.get<Schedule>(SCHEDULES, keyOf(schedule));
  if (!existing) world.store.put(SCHEDULES, keyOf(schedule), schedule);
  else if (schedule.clientToken === undefined || existing.clientToken !== schedule.clientToken)
    throw new AwsError(409, 'ConflictException', `Schedule ${schedule.name} already exists.`);
  return { ScheduleArn: arnOf(world, schedule) };
}

function update(world: World, given: Schedule): unknown {
  const { createdAt } = find(world, given.name, given.group);
  const schedule = { ...given, createdAt };
  world.store.put(SCHEDULES, keyOf(schedule), schedule);
  return { ScheduleArn: arnOf(world, schedule) };
}

function find(world: World, name: string, group: string): Schedule {
  checkGroup(group);
  const schedule = world.store.get<Schedule>(SCHEDULES, keyOf({ group, name }));
  if (schedule) return schedule;
  throw notFound(`Schedule ${name}`);
}

function checkGroup(group: string): void {
  if (!GROUPS.has(group)) throw notFound(`Schedule group ${group}`);
}

const notFound = (what: string) => new AwsError(404, 'ResourceNotFoundException', `${what} does not exist.`);

function list(world: World, input: z.output<typeof LIST_SCHEDULES>): unknown {
  const { ScheduleGroup: group, NamePrefix: prefix = '', State: state, NextToken: after = '' } = input;
  if (group !== undefined) checkGroup(group);
  const rest = world.store.list<Schedule>(SCHEDULES).filter(({ key, value: { name, enabled } }) => {
    const wanted = state === undefined || enabled === (state === 'ENABLED');
    return key > after && name.startsWith(prefix) && wanted;
  });
  const page = rest.slice(0, Number(input.MaxResults));
  return {
    Schedules: page.map(({ value }) => summarise(world, value)),
    ...(rest.length > page.length ? { NextToken: page.at(-1)?.key } : {}),
  };
}

/** What has not fired yet, earliest first. */
function waiting(world: World): Schedule[] {
  return world.store
    .list<Schedule>(SCHEDULES)
    .map(({ value }) => value)
    .filter(({ enabled, firedAt }) => enabled && firedAt === undefined)
    .sort((a, b) => a.dueAt - b.dueAt);
}

/** The target's journal comes first: a crash in between fires twice, as the service may, but never not at all. */
function fireDue(world: World): number {
  const due = waiting(world).filter(({ dueAt }) => dueAt <= world.now());
  for (const schedule of due) {
    try {
      world.invokeTarget(targetOf(schedule.target));
    } catch (error) {
      world.park(SCHEDULES, keyOf(schedule), `Schedule ${schedule.name}: ${(error as Error).message}`);
      continue;
    }
    if (schedule.deleteAfterwards) world.store.delete(SCHEDULES, keyOf(schedule));
    else world.store.put(SCHEDULES, keyOf(schedule), { ...schedule, firedAt: world.now() });
  }
  return due.length;
}

function targetOf({ Arn, Input = '{}', DeadLetterConfig, RetryPolicy }: Schedule['target']) {
  const deadLetterArn = DeadLetterConfig?.Arn;
  return {
    arn: Arn,
    input: Input,
    attempts: 1 + (RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_RETRIES),
    ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
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

const keyOf = ({ group, name }: { group: string; name: string }) => `${group}/${name}`;
const arnOf = (world: World, schedule: Schedule) =>
  `arn:aws:scheduler:${world.region}:${world.accountId}:schedule/${keyOf(schedule)}`;
