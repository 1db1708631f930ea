import type { Occurrence } from '../alerts/alert.ts';
import type { About } from './about.ts';
import type { Dependencies, Ready } from './dependencies.ts';
import { messageIdOf } from './message.ts';
import type { Outcome } from './message-store.ts';

/** Passes on that a message came to an end by this outcome; one that had come to the same before is no news. */
export async function tellEnd(
  { draft, was, factId, ...about }: About & Pick<Ready, 'draft' | 'was' | 'factId'>,
  { state, reason }: Outcome,
  dependencies: Dependencies,
): Promise<void> {
  const { key, visit, memo } = about;
  if (state === 'queued' || state === 'delivered' || state === was) return;
  dependencies.ended(
    { kind: key.recipient === undefined ? key.kind : 'team', channel: draft.channel },
    state,
  );
  if (visit && key.kind === 'review') await dependencies.noteReview(visit, state);
  if (state === 'failed' || state === 'unknown') {
    await alertOffice({ ...about, state, reason, time: factId }, dependencies);
  }
  const { accountId } = visit ?? memo;
  if (reason === 'sms_not_configured') await dependencies.alert(notConfigured(accountId));
}

/** Said once for all the texts that do not leave, and again when that alert has gone and they still do not. */
const notConfigured = (accountId: string): Occurrence => ({
  accountId,
  kind: 'sms_not_configured',
  subject: 'sms',
  occasion: 'once',
  text: 'TEXTS DO NOT LEAVE: text messages are not set up here yet. The settings say what is missing.',
});

type Trouble = About & {
  readonly state: 'failed' | 'undelivered' | 'unknown';
  readonly reason?: string | undefined;
  /** Which time it is: what is sent again can fail again. */
  readonly time: string;
};

/**
 * A message did not leave, did not arrive, or nobody knows. Told of the same twice, the office hears it once; of its own
 * messages about an alert it hears nothing, or one could go round for ever.
 */
export async function alertOffice(
  { state, reason, time, ...about }: Trouble,
  { alert }: Pick<Dependencies, 'alert'>,
): Promise<void> {
  const { key } = about;
  if (key.kind === 'alert') return;
  const kind = key.kind === 'memo' ? 'message' : key.kind.replaceAll('_', ' ');
  const what = `${WHAT[state]}: the ${NAME[key.asked]} “${kind}” to ${whomOf(about)}`;
  await alert({
    ...subjectOf(about),
    kind: state === 'unknown' ? 'message_unknown' : 'message_failed',
    occasion: `${messageIdOf(key)} ${time}`,
    text: `${what}${reason ? ` (${reason})` : ''}.`,
  });
}

/** An alert about a visit leads there; about what was written to somebody, to them. */
function subjectOf({
  visit,
  memo,
}: About): Pick<Occurrence, 'accountId' | 'subject' | 'visitId' | 'memberId'> {
  if (memo) return { accountId: memo.accountId, subject: memo.memberId, memberId: memo.memberId };
  return { accountId: visit.accountId, subject: visit.visitId, visitId: visit.visitId };
}

function whomOf({ key, visit, memo }: About): string {
  if (memo) return memo.name;
  const { customer, technicians } = visit;
  if (key.recipient === undefined) return customer.name;
  const technician = technicians.find(({ memberId }) => memberId === key.recipient)?.firstName;
  return `${technician ?? 'a technician'}, about ${customer.name}`;
}

const NAME = { sms: 'text', email: 'e-mail' } as const;
const WHAT = {
  failed: 'NOT SENT',
  undelivered: 'NOT DELIVERED',
  unknown: 'UNKNOWN whether it was sent',
} as const;
