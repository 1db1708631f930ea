import { invalid, readOptionalText, readStructure, readText, type Structure } from './read-input.ts';
import { instantOfLocalTime } from './time-zones.ts';

/** A one-time schedule as it is kept. */
export interface Schedule {
  readonly name: string;
  readonly group: string;
  readonly expression: string;
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly dueAt: number;
  readonly enabled: boolean;
  readonly deleteAfterwards: boolean;
  readonly target: Structure;
  readonly flexibleTimeWindow: Structure;
  readonly description?: string;
  readonly clientToken?: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** Set once it was invoked and is kept. */
  readonly firedAt?: number;
}

const NAME = /^[0-9a-zA-Z-_.]{1,64}$/;
const AT = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/;
const ARN = /^arn:aws[a-z-]*:.+$/;

/** Reads name and group. @throws AwsError ValidationException */
export function readScheduleId(input: Structure): { name: string; group: string } {
  return {
    name: readText(input, 'Name', NAME),
    group:
      readOptionalText(input, 'GroupName', NAME) ?? readOptionalText(input, 'groupName', NAME) ?? 'default',
  };
}

/** Reads the whole schedule of a create or update. @throws AwsError ValidationException */
export function readSchedule(input: Structure, now: number): Schedule {
  const expression = readText(input, 'ScheduleExpression');
  const timeZone = readOptionalText(input, 'ScheduleExpressionTimezone') ?? 'UTC';
  const description = readOptionalText(input, 'Description');
  const clientToken = readOptionalText(input, 'ClientToken');
  return {
    ...readScheduleId(input),
    expression,
    timeZone,
    dueAt: readDueAt(expression, timeZone),
    enabled: readOptionalText(input, 'State', /^(ENABLED|DISABLED)$/) !== 'DISABLED',
    deleteAfterwards: readOptionalText(input, 'ActionAfterCompletion', /^(NONE|DELETE)$/) === 'DELETE',
    target: readTarget(input),
    flexibleTimeWindow: readWindow(input),
    ...(description === undefined ? {} : { description }),
    ...(clientToken === undefined ? {} : { clientToken }),
    createdAt: now,
    modifiedAt: now,
  };
}

function readDueAt(expression: string, timeZone: string): number {
  const local = AT.exec(expression)?.[1];
  if (!local) throw invalid(`Invalid Schedule Expression ${expression} (only at(…) is emulated).`);
  try {
    const instant = instantOfLocalTime(local, timeZone);
    if (!Number.isNaN(instant)) return instant;
  } catch {
    throw invalid(`Invalid Schedule Expression Timezone ${timeZone}.`);
  }
  throw invalid(`Invalid Schedule Expression ${expression}.`);
}

function readTarget(input: Structure): Structure {
  const target = readStructure(input['Target'], 'Target');
  readText(target, 'Arn', ARN);
  readText(target, 'RoleArn', ARN);
  return target;
}

function readWindow(input: Structure): Structure {
  const window = readStructure(input['FlexibleTimeWindow'], 'FlexibleTimeWindow');
  readText(window, 'Mode', /^(OFF|FLEXIBLE)$/);
  return window;
}
