import * as z from 'zod/mini';
import { AwsError, type Emulator, InvalidInput, type World } from './emulator.ts';
import { createJsonEmulator } from './json-rpc.ts';
import { operation, textOf } from './operation.ts';
import { smsAccount } from './sms-account.ts';

const QUESTION = z.strictObject({
  Namespace: textOf(1, 255),
  MetricName: textOf(1, 255),
  StartTime: z.number(),
  EndTime: z.number(),
  Period: z.int().check(z.gte(1)),
  Statistics: z.optional(z.array(z.enum(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']))),
});

/** Amazon CloudWatch, as far as what SNS has spent on texts is asked of it. Times are epoch seconds. */
export function createCloudWatch(world: World): Emulator {
  const emulator = createJsonEmulator({
    service: 'cloudwatch',
    signingNames: ['monitoring'],
    operations: {
      GetMetricStatistics: operation(QUESTION, (question) => ({
        Label: question.MetricName,
        Datapoints: datapoints(world, question),
      })),
    },
  });
  return {
    ...emulator,
    refuse: (error) =>
      emulator.refuse(
        error instanceof InvalidInput
          ? new AwsError(400, 'InvalidParameterValueException', error.message)
          : error,
      ),
  };
}

/** One for the last period, of the one metric there is; what was not asked for is not in it. */
function datapoints({ store, now }: World, question: z.output<typeof QUESTION>): object[] {
  const { spent } = smsAccount(store);
  const { Namespace, MetricName, Statistics = [], StartTime, EndTime } = question;
  if (StartTime >= EndTime)
    throw new AwsError(400, 'InvalidParameterValueException', 'StartTime must be less than EndTime');
  if (Namespace !== 'AWS/SNS' || MetricName !== 'SMSMonthToDateSpentUSD' || spent === undefined) return [];
  const values = Object.fromEntries(Statistics.map((name) => [name, name === 'SampleCount' ? 1 : spent]));
  return [{ Timestamp: Math.floor(now() / 1000), Unit: 'None', ...values }];
}
