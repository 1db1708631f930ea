import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { instant, SECOND } from '../kernel/time.ts';

const client = new SchedulerClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

/** What a timer that is due puts on the bus. */
const EVENT = { Source: 'service-tracker', DetailType: 'timer.due' };

/** @param dueAt epoch seconds */
const nameOf = (visitId: string, dueAt: number): string => `${visitId}.${dueAt}`;

/** Sets a timer for a visit; one that is set already stays. @param dueAt epoch seconds */
export async function createTimer(visitId: string, dueAt: number): Promise<void> {
  const command = new CreateScheduleCommand({
    Name: nameOf(visitId, dueAt),
    GroupName: required('TIMER_GROUP'),
    ScheduleExpression: `at(${instant(dueAt * SECOND).slice(0, 19)})`,
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: required('TIMER_BUS_ARN'),
      RoleArn: required('TIMER_ROLE_ARN'),
      DeadLetterConfig: { Arn: required('TIMER_DEAD_LETTERS_ARN') },
      EventBridgeParameters: EVENT,
      Input: JSON.stringify({ visitId, dueAt }),
    },
  });
  await client.send(command).catch(unless(ConflictException));
}

/** Takes a timer away; one that is gone already is gone. @param dueAt epoch seconds */
export async function deleteTimer(visitId: string, dueAt: number): Promise<void> {
  const command = new DeleteScheduleCommand({
    Name: nameOf(visitId, dueAt),
    GroupName: required('TIMER_GROUP'),
  });
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
