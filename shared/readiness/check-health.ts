import type * as z from 'zod/mini';
import { inTime } from '../kernel/in-time.ts';
import { instant } from '../kernel/time.ts';
import type { HealthBody } from './contract.ts';
import { gravest, type Question, unanswered, type Verdict } from './verdict.ts';

export type Health = z.infer<typeof HealthBody>;
type ChannelName = Health['channels'][number]['channel'];

/** What is asked of each channel. */
export type Questions = Readonly<Record<ChannelName, readonly Question[]>>;

/**
 * Asks everything at once, and says of what has not answered by then that it has not.
 * @param now epoch ms
 * @param deadline aborted when nobody waits any longer
 */
export async function checkHealth(questions: Questions, now: number, deadline: AbortSignal): Promise<Health> {
  const channels = await Promise.all(
    Object.entries(questions).map(async ([channel, asked]) => {
      const checks = await Promise.all(
        asked.map(async (question) => ({ name: question.name, ...(await answer(question, deadline)) })),
      );
      return { channel: channel as ChannelName, state: gravest(checks.map(({ state }) => state)), checks };
    }),
  );
  return { checkedAt: instant(now), channels };
}

/** A call that is cut off says so in the SDK's words; that it was late is what counts. */
async function answer({ ask, needs }: Question, deadline: AbortSignal): Promise<Verdict> {
  try {
    return await inTime(ask(deadline), deadline);
  } catch (error) {
    return unanswered(deadline.aborted ? new Error('no answer in time.') : error, needs);
  }
}

/** What could not be asked is asked again by whoever comes next. */
export const isKnown = ({ channels }: Health): boolean =>
  channels.every(({ checks }) => checks.every(({ state }) => state !== 'unknown'));
