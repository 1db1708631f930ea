import type { Occurrence } from '../alerts/alert.ts';
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
  dependencies.ended(
    { kind: key.recipient === undefined ? key.kind : 'team', channel: draft.channel },
    state,
  );
  if (key.kind === 'review') await dependencies.noteReview(visit, state);
  if (state === 'failed' || state === 'unknown') {
    await alertOffice({ key, visit, state, reason, time: factId }, dependencies);
  }
  if (reason === 'sms_not_configured') await dependencies.alert(notConfigured(visit.accountId));
}

/** Said once for all the texts that do not leave, and again when that alert has gone and they still do not. */
const notConfigured = (accountId: string): Occurrence => ({
  accountId,
  kind: 'sms_not_configured',
  subject: 'sms',
  occasion: 'once',
  text: 'TEXTS DO NOT LEAVE: text messages are not set up here yet. The settings say what is missing.',
});

interface Trouble {
  readonly key: MessageKey;
  readonly visit: Visit;
  readonly state: 'failed' | 'undelivered' | 'unknown';
  readonly reason?: string | undefined;
  /** Which time it is: what is sent again can fail again. */
  readonly time: string;
}

/**
 * A message did not leave, did not arrive, or nobody knows. Told of the same twice, the office hears it once; of its own
 * messages about an alert it hears nothing, or one could go round for ever.
 */
export async function alertOffice(
  { key, visit, state, reason, time }: Trouble,
  { alert }: Pick<Dependencies, 'alert'>,
): Promise<void> {
  if (key.kind === 'alert') return;
  const what = `${WHAT[state]}: the ${NAME[key.asked]} “${key.kind.replaceAll('_', ' ')}” to ${nameIn(visit, key)}`;
  await alert({
    accountId: visit.accountId,
    kind: state === 'unknown' ? 'message_unknown' : 'message_failed',
    subject: visit.visitId,
    occasion: `${messageIdOf(key)} ${time}`,
    visitId: visit.visitId,
    text: `${what}${reason ? ` (${reason})` : ''}.`,
  });
}

const nameIn = ({ customer, technicians }: Visit, { recipient }: MessageKey): string => {
  if (recipient === undefined) return customer.name;
  const technician = technicians.find(({ memberId }) => memberId === recipient)?.firstName;
  return `${technician ?? 'a technician'}, about ${customer.name}`;
};

const NAME = { sms: 'text', email: 'e-mail' } as const;
const WHAT = {
  failed: 'NOT SENT',
  undelivered: 'NOT DELIVERED',
  unknown: 'UNKNOWN whether it was sent',
} as const;
