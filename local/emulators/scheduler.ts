import type { Emulator, World } from './emulator.ts';
import { AwsError } from './emulator.ts';
import type { Structure } from './read-input.ts';
import { jsonReply, type RestOperation, readRestCall, refuseRest } from './rest-json.ts';
import { readSchedule, readScheduleId, type Schedule } from './schedules.ts';

/** Timers the stack's clock drives: it asks when the next is due, and fires it on arriving there. */
export interface Timers {
  /** Epoch milliseconds of the earliest timer that has not fired, or undefined. */
  nextDueAt(): number | undefined;
  /** Fires what is due by the stack's clock, earliest first. @returns how many fired. */
  fireDue(): number;
}

const SCHEDULES = 'schedules';
const DEFAULT_RETRIES = 185;
const PATH = '/schedules/{Name}';
const OPERATIONS: readonly RestOperation[] = [
  { method: 'POST', path: PATH, operation: 'CreateSchedule' },
  { method: 'GET', path: PATH, operation: 'GetSchedule' },
  { method: 'PUT', path: PATH, operation: 'UpdateSchedule' },
  { method: 'DELETE', path: PATH, operation: 'DeleteSchedule' },
  { method: 'GET', path: '/schedules', operation: 'ListSchedules' },
];

/** EventBridge Scheduler with one-time schedules. One whose moment has passed fires at once. */
export function createScheduler(world: World): Emulator & Timers {
  const operations: Readonly<Record<string, (input: Structure) => unknown>> = {
    CreateSchedule: (input) => create(world, input),
    GetSchedule: (input) => describe(world, find(world, input)),
    UpdateSchedule: (input) => update(world, input),
    DeleteSchedule(input) {
      world.store.delete(SCHEDULES, keyOf(find(world, input)));
      return {};
    },
    ListSchedules: (input) => ({
      Schedules: listSchedules(world, input).map((one) => summarise(world, one)),
    }),
  };
  return {
    service: 'scheduler',
    signingNames: ['scheduler'],
    parse: (request) => readRestCall(OPERATIONS, request),
    handle(call) {
      const operate = operations[call.operation];
      if (!operate) throw new AwsError(404, 'UnknownOperationException', call.operation);
      return jsonReply(operate(call.input));
    },
    refuse: refuseRest,
    nextDueAt: () => waiting(world)[0]?.dueAt,
    fireDue: () => fireDue(world),
  };
}

function create(world: World, input: Structure): unknown {
  const schedule = readSchedule(input, world.now());
  const existing = world.store.get<Schedule>(SCHEDULES, keyOf(schedule));
  if (!existing) world.store.put(SCHEDULES, keyOf(schedule), schedule);
  else if (schedule.clientToken === undefined || existing.clientToken !== schedule.clientToken)
    throw new AwsError(409, 'ConflictException', `Schedule ${schedule.name} already exists.`);
  return { ScheduleArn: arnOf(world, schedule) };
}

function update(world: World, input: Structure): unknown {
  const { createdAt } = find(world, input);
  const schedule = { ...readSchedule(input, world.now()), createdAt };
  world.store.put(SCHEDULES, keyOf(schedule), schedule);
  return { ScheduleArn: arnOf(world, schedule) };
}

function find(world: World, input: Structure): Schedule {
  const id = readScheduleId(input);
  const schedule = world.store.get<Schedule>(SCHEDULES, keyOf(id));
  if (schedule) return schedule;
  throw new AwsError(404, 'ResourceNotFoundException', `Schedule ${id.name} does not exist.`);
}

function listSchedules(world: World, input: Structure): Schedule[] {
  const prefix = input['NamePrefix'];
  return world.store
    .list<Schedule>(SCHEDULES)
    .map(({ value }) => value)
    .filter(({ name }) => typeof prefix !== 'string' || name.startsWith(prefix));
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
    world.invokeTarget(targetOf(schedule.target));
    if (schedule.deleteAfterwards) world.store.delete(SCHEDULES, keyOf(schedule));
    else world.store.put(SCHEDULES, keyOf(schedule), { ...schedule, firedAt: world.now() });
  }
  return due.length;
}

function targetOf(target: Structure): Parameters<World['invokeTarget']>[0] {
  const { Arn: deadLetterArn } = (target['DeadLetterConfig'] ?? {}) as { Arn?: string };
  const { MaximumRetryAttempts: retries = DEFAULT_RETRIES } = (target['RetryPolicy'] ?? {}) as {
    MaximumRetryAttempts?: number;
  };
  return {
    arn: String(target['Arn']),
    input: typeof target['Input'] === 'string' ? target['Input'] : '{}',
    attempts: 1 + retries,
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
    Target: { Arn: schedule.target['Arn'] },
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
