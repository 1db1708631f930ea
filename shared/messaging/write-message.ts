import type { Idempotency } from '../kernel/idempotency-store.ts';
import { newId } from '../kernel/ids.ts';
import { conflict } from '../kernel/problem.ts';
import { instant } from '../kernel/time.ts';
import type { Account } from '../team/settings.ts';
import { changeVisit } from '../visits/change-visit.ts';
import { nextVersion } from '../visits/edit.ts';
import { factOf } from '../visits/fact.ts';
import type { By, Visit } from '../visits/visit.ts';
import { mayWrite, refusalOf, wayTo } from './decide-answer.ts';
import type { Channel } from './dependencies.ts';
import { draftAnswer } from './draft-answer.ts';
import { messageIdOf, type Suppression } from './message.ts';
import { waitingWrite } from './message-store.ts';
import { mentions } from './render-text.ts';

interface Writing {
  readonly visit: Visit;
  readonly account: Account;
  readonly text: string;
  /** The link to the visit by its generation. */
  readonly linkOf: (generation: number) => string;
  readonly by: By;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly idempotency?: Idempotency | undefined;
}

/**
 * Somebody of the office writes to the customer. It waits in the ledger, and goes the way of every message from there:
 * claimed once, and not said to whoever has said STOP meanwhile.
 * @returns the message's id
 * @throws Problem 409 when nothing is said about the visit any more, or the customer cannot or will not hear of it
 */
export async function writeMessage(
  { visit, account, text, linkOf, by, now, idempotency }: Writing,
  suppressionOf: Channel['suppressionOf'],
): Promise<string> {
  const asked = await wayTo(visit);
  const refusal =
    (await refusalOf(visit, asked)) ?? (asked === 'sms' ? await stopOf(visit, suppressionOf) : undefined);
  if (refusal) throw unwilling(refusal);
  const key = { visitId: visit.visitId, kind: 'message', occasion: newId('message'), asked } as const;
  const messageId = messageIdOf(key);
  await changeVisit({ visit, now, idempotency, made: { messageId } }, (current) => {
    mustBeOpen(current, text, now);
    const draft = draftAnswer(key, text, { visit: current, account, link: linkOf(current.link.generation) });
    const after = nextVersion(current, now);
    const fact = factOf(after, 'visit.message_written', { at: instant(now), by, messageId });
    return { after, facts: [fact], also: [waitingWrite(key, draft, now)] };
  });
  return messageId;
}

function mustBeOpen(visit: Visit, text: string, now: number): void {
  if (!mayWrite(visit, now)) throw conflict('over', 'This visit is over; nothing is said about it any more.');
  if (visit.status === 'cancelled' && mentions(text, 'link')) {
    throw conflict('no-link', 'A cancelled visit has no link.');
  }
}

/** Where nobody can tell, the message is taken: it is asked again before it leaves. */
const stopOf = ({ customer: { phone } }: Visit, suppressionOf: Channel['suppressionOf']) =>
  suppressionOf(phone).catch(() => undefined);

const unwilling = (reason: Suppression) =>
  reason in UNREACHABLE
    ? conflict('unreachable', 'The customer has no number of a mobile phone, and no e-mail address.')
    : conflict('opted-out', 'The customer wants no messages: they have answered STOP, or switched them off.');

const UNREACHABLE: Readonly<Partial<Record<Suppression, true>>> = { not_mobile: true, no_email: true };
