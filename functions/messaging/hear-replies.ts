import type { Context, SNSEvent } from 'aws-lambda';
import { raiseAlert } from '../../shared/alerts/raise-alert.ts';
import { log, readableError } from '../../shared/kernel/log.ts';
import { measure, measureFor } from '../../shared/kernel/metrics.ts';
import { instant } from '../../shared/kernel/time.ts';
import { hearReply, type ReplyDependencies } from '../../shared/messaging/hear-reply.ts';
import { takeOffStopList } from '../../shared/messaging/sms-client.ts';

const dependencies: ReplyDependencies = {
  alert: (occurrence) => raiseAlert(occurrence, Date.now()),
  optIn: takeOffStopList,
  heard: (what) => measure('Replies', { What: what }),
  clock: Date.now,
};

/** What customers answer by text: the topic of the number brings it, again where it could not be kept. */
export async function handler({ Records }: SNSEvent, context?: Context): Promise<void> {
  measureFor(context);
  try {
    for (const { Sns } of Records) {
      await hearReply(Sns.Message, instant(Date.parse(Sns.Timestamp)), dependencies);
    }
  } catch (error) {
    log.warn('a reply will come again', error as Error);
    throw readableError(error);
  }
}
