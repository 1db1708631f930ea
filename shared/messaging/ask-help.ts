import { instant } from '../kernel/time.ts';
import { changeVisit } from '../visits/change-visit.ts';
import { nextVersion } from '../visits/edit.ts';
import { factOf } from '../visits/fact.ts';
import type { Visit } from '../visits/visit.ts';
import { messageIdOf } from './message.ts';
import { Heard, type Reply, replyWrite } from './reply-store.ts';

/**
 * A customer has answered HELP. That stands with the visit; who they are to call follows from the timeline, by the
 * ledger's ways, once for each time they ask.
 * @param now epoch ms
 */
export async function askHelp(visit: Visit, reply: Reply, now: number): Promise<void> {
  const { visitId } = visit;
  const messageId = messageIdOf({ kind: 'help', occasion: reply.inboundId, asked: 'sms' });
  try {
    await changeVisit({ visit, now }, (current) => {
      const after = nextVersion(current, now);
      const by = { role: 'system' } as const;
      const fact = factOf(after, 'visit.help_asked', { at: instant(now), by, messageId });
      return { after, facts: [fact], also: [replyWrite({ ...reply, visitId })] };
    });
  } catch (error) {
    if (!(error instanceof Heard)) throw error;
  }
}
