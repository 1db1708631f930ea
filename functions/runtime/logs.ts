import { gunzipSync } from 'node:zlib';
import type { CloudWatchLogsDecodedData, CloudWatchLogsEvent, Context } from 'aws-lambda';
import { log, readableError } from '../../shared/kernel/log.ts';
import { measureFor } from '../../shared/kernel/metrics.ts';

/**
 * A door for lines of a log, several at a time. Each is settled on its own; when one could not be, all of them come
 * again, and are parked in its dead-letter queue at last.
 */
export const onLogLines =
  (handle: (line: string) => Promise<unknown>) =>
  async ({ awslogs }: CloudWatchLogsEvent, context?: Context): Promise<void> => {
    measureFor(context);
    const { messageType, logEvents }: CloudWatchLogsDecodedData = JSON.parse(
      gunzipSync(Buffer.from(awslogs.data, 'base64')).toString(),
    );
    // CloudWatch asks now and then whether anybody is there.
    if (messageType !== 'DATA_MESSAGE') return;
    const outcomes = await Promise.allSettled(logEvents.map(({ message }) => handle(message)));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (!failed) return;
    log.warn('lines of a log will come again', failed.reason as Error);
    throw readableError(failed.reason);
  };
