import * as z from 'zod/mini';
import { isJson } from '../store/json.ts';
import { InvalidInput } from './emulator.ts';
import { text, textOf, whole } from './operation.ts';
import { instantOfLocalTime } from './time-zones.ts';

/** Names of schedules and groups. */
export const SCHEDULE_NAME = text(/^[0-9a-zA-Z-_.]{1,64}$/);
const CLIENT_TOKEN = text(/^[a-zA-Z0-9-_]{1,64}$/);
const AT = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/;
/** AWS's own sources are for AWS's own events. */
const EVENT_SOURCE = text(/^(?!aws\.)[/.\-_A-Za-z0-9]{1,256}$/);
const ARN = text(/^arn:aws[a-z-]*:.{1,1580}$/);

const WINDOW = z
  .strictObject({ Mode: z.enum(['OFF', 'FLEXIBLE']), MaximumWindowInMinutes: z.optional(whole(1, 1440)) })
  .check(
    z.refine(
      ({ Mode, MaximumWindowInMinutes: minutes }) => (Mode === 'FLEXIBLE') === (minutes !== undefined),
      'MaximumWindowInMinutes belongs to the mode FLEXIBLE, and to no other',
    ),
  );
const TARGET = z
  .strictObject({
    Arn: ARN,
    RoleArn: ARN,
    Input: z.optional(z.string().check(z.minLength(1))),
    DeadLetterConfig: z.optional(z.strictObject({ Arn: z.optional(text(/^arn:aws[a-z-]*:sqs:.+$/)) })),
    RetryPolicy: z.optional(
      z.strictObject({
        MaximumEventAgeInSeconds: z.optional(whole(60, 86_400)),
        MaximumRetryAttempts: z.optional(whole(0, 185)),
      }),
    ),
    EventBridgeParameters: z.optional(z.strictObject({ DetailType: textOf(1, 128), Source: EVENT_SOURCE })),
  })
  .check(
    z.refine(
      ({ Arn, Input = '{}' }) => !/:(lambda|events):/.test(Arn) || isJson(Input),
      'A function, or an event bus, must be given JSON',
    ),
    z.refine(
      ({ Arn, EventBridgeParameters: event }) => Arn.includes(':event-bus/') === (event !== undefined),
      'EventBridgeParameters belongs to an event bus, and to no other target',
    ),
  );

/** What a schedule is created or updated with: one-time ones, with a function, a queue or an event bus as their target. */
export const PUT_SCHEDULE = z.strictObject({
  Name: SCHEDULE_NAME,
  GroupName: z._default(SCHEDULE_NAME, 'default'),
  ScheduleExpression: text(AT),
  ScheduleExpressionTimezone: z._default(textOf(1, 50), 'UTC'),
  FlexibleTimeWindow: WINDOW,
  Target: TARGET,
  State: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
  ActionAfterCompletion: z._default(z.enum(['NONE', 'DELETE']), 'NONE'),
  Description: z.optional(z.string().check(z.maxLength(512))),
  ClientToken: z.optional(CLIENT_TOKEN),
});
/** How one is named otherwise; the group comes in the query. */
export const SCHEDULE_ID = z.strictObject({
  Name: SCHEDULE_NAME,
  groupName: z._default(SCHEDULE_NAME, 'default'),
});
export const DELETE_SCHEDULE = z.extend(SCHEDULE_ID, { clientToken: z.optional(CLIENT_TOKEN) });

/** A one-time schedule as it is kept; instants are epoch milliseconds. */
export const SCHEDULE_ROW = z.object({
  name: SCHEDULE_NAME,
  group: SCHEDULE_NAME,
  expression: z.string(),
  timeZone: z.string(),
  dueAt: z.number(),
  enabled: z.boolean(),
  deleteAfterwards: z.boolean(),
  target: TARGET,
  flexibleTimeWindow: WINDOW,
  description: z.optional(z.string()),
  clientToken: z.optional(z.string()),
  createdAt: z.number(),
  modifiedAt: z.number(),
  /** Set once it was invoked and is kept. */
  firedAt: z.optional(z.number()),
});
export type Schedule = Readonly<z.output<typeof SCHEDULE_ROW>>;

/** The schedule of a create or update. @throws InvalidInput for a moment that never comes */
export function toSchedule(input: z.output<typeof PUT_SCHEDULE>, now: number): Schedule {
  const { Description: description, ClientToken: clientToken } = input;
  return {
    name: input.Name,
    group: input.GroupName,
    expression: input.ScheduleExpression,
    timeZone: input.ScheduleExpressionTimezone,
    dueAt: dueAt(input.ScheduleExpression, input.ScheduleExpressionTimezone),
    enabled: input.State === 'ENABLED',
    deleteAfterwards: input.ActionAfterCompletion === 'DELETE',
    target: input.Target,
    flexibleTimeWindow: input.FlexibleTimeWindow,
    ...(description === undefined ? {} : { description }),
    ...(clientToken === undefined ? {} : { clientToken }),
    createdAt: now,
    modifiedAt: now,
  };
}

function dueAt(expression: string, timeZone: string): number {
  const local = AT.exec(expression)?.[1] ?? '';
  if (!isLocalTime(local)) throw invalid('ScheduleExpression', `${expression} is no moment of any calendar`);
  try {
    return instantOfLocalTime(local, timeZone);
  } catch {
    throw invalid('ScheduleExpressionTimezone', `${timeZone} is no time zone`);
  }
}

/** Whether the calendar has it: JavaScript takes the 30th of February for a day of March. */
const isLocalTime = (local: string): boolean => {
  const instant = new Date(`${local}Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(local);
};

const invalid = (name: string, message: string) =>
  new InvalidInput([{ name, reason: 'FieldValidationFailed', message }]);
