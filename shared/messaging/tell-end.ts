import type { Visit } from '../visits/visit.ts';
import type { Dependencies, Ready } from './dependencies.ts';
import { type MessageKey, messageIdOf } from './message.ts';
import type { Outcome } from './message-store.ts';

/** Passes on that a message came to an end by this outcome; one that had come to the same before is no news. */
export async function tellEnd(
  { key, draft, was, visit, factId }: Pick<Ready, 'key' | 'draft' | 'was' | 'visit' | 'factId'>,
  { state, reason }: Outcome,
  dependencies: Dependencies,
): Promise<void> {
  if (state === 'queued' || state === 'delivered' || state === was) return;
  dependencies.ended({ kind: key.kind, channel: draft.channel }, state);
  if (key.kind === 'review') await dependencies.noteReview(visit, state);
  if (state === 'failed' || state === 'unknown') {
    await alertOffice({ key, visit, state, reason, time: factId }, dependencies);
  }
}

interface Trouble {
  readonly key: MessageKey;
  readonly visit: Visit;
  readonly state: 'failed' | 'unknown';
  readonly reason?: string | undefined;
  /** Which time it is: what is sent again can fail again. */
  readonly time: string;
}

/** A message did not leave, or nobody knows. Told of the same twice, the office hears it once. */
export async function alertOffice(
  { key, visit, state, reason, time }: Trouble,
  { alert }: Dependencies,
): Promise<void> {
  const what = `${WHAT[state]}: the ${NAME[key.asked]} “${key.kind.replaceAll('_', ' ')}” to ${visit.customer.name}`;
  await alert({
    accountId: visit.accountId,
    kind: `message_${state}`,
    subject: visit.visitId,
    occasion: `${messageIdOf(key)} ${time}`,
    visitId: visit.visitId,
    text: `${what}${reason ? ` (${reason})` : ''}.`,
  });
}

const NAME = { sms: 'text', email: 'e-mail' } as const;
const WHAT = { failed: 'NOT SENT', unknown: 'UNKNOWN whether it was sent' } as const;
