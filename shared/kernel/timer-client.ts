import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { instant, SECOND } from './time.ts';

const client = new SchedulerClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

const SOURCE = 'service-tracker';

/** What is to be put on the bus, and when. */
export interface Timer {
  /** At most 64 letters, digits, dots, dashes and underscores; the same name is the same timer. */
  readonly name: string;
  /** Epoch seconds. */
  readonly dueAt: number;
  readonly event: string;
  readonly detail: object;
}

/** Sets a timer; one that is set already stays. */
export async function createTimer({ name, dueAt, event, detail }: Timer): Promise<void> {
  const command = new CreateScheduleCommand({
    Name: name,
    GroupName: required('TIMER_GROUP'),
    ScheduleExpression: `at(${instant(dueAt * SECOND).slice(0, 19)})`,
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: required('TIMER_BUS_ARN'),
      RoleArn: required('TIMER_ROLE_ARN'),
      DeadLetterConfig: { Arn: required('TIMER_DEAD_LETTERS_ARN') },
      EventBridgeParameters: { Source: SOURCE, DetailType: event },
      Input: JSON.stringify(detail),
    },
  });
  await client.send(command).catch(unless(ConflictException));
}

/** Takes a timer away; one that is gone already is gone. */
export async function deleteTimer(name: string): Promise<void> {
  const command = new DeleteScheduleCommand({ Name: name, GroupName: required('TIMER_GROUP') });
  await client.send(command).catch(unless(ResourceNotFoundException));
}

const unless =
  (expected: typeof ConflictException | typeof ResourceNotFoundException) => (error: unknown) => {
    if (!(error instanceof expected)) throw error;
  };

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}
