import * as z from 'zod/mini';
import type { Occurrence } from '../alerts/alert.ts';
import { lineOfText } from '../kernel/fields.ts';
import type { Instant } from '../kernel/time.ts';
import { isOver } from '../visits/life.ts';
import { openVisitsOfCustomer } from '../visits/list-visits.ts';
import type { Visit } from '../visits/visit.ts';
import { findVisit } from '../visits/visit-store.ts';
import { askHelp } from './ask-help.ts';
import { findPointer } from './delivery-store.ts';
import { findTexted, keepReply, keepWish, type Reply, wantsNone } from './reply-store.ts';
import { keywordOf } from './reply-words.ts';

/** Ten texts long; what is more is cut off. */
const LONGEST = 1600;

/** What End User Messaging says of a text that came in (its user guide, two-way SMS payload). */
const Inbound = z.object({
  originationNumber: z.string(),
  messageBody: z.pipe(
    z.pipe(
      z.string(),
      z.transform((body) => body.slice(0, LONGEST)),
    ),
    lineOfText(LONGEST),
  ),
  inboundMessageId: z.string().check(z.minLength(1), z.maxLength(128)),
  previousPublishedMessageId: z.nullish(z.string().check(z.minLength(1), z.maxLength(200))),
});

export interface ReplyDependencies {
  readonly alert: (occurrence: Occurrence) => Promise<unknown>;
  /** Has texts reach a number again. False: not yet. @throws when nobody can tell */
  readonly optIn: (phone: string) => Promise<boolean>;
  /** Told what a reply was, and of whom nobody knows: never more. */
  readonly heard: (
    what: 'stop' | 'start' | 'start_refused' | 'help' | 'kept' | 'stranger' | 'unreadable',
  ) => void;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/**
 * A customer has answered by text. STOP and START are their word on all texts; HELP is answered; what else they say
 * stands with the visit and is told to the office. Of strangers nothing is kept. The same reply again does nothing more.
 * @param at when it came in
 */
export async function hearReply(
  message: string,
  at: Instant,
  dependencies: ReplyDependencies,
): Promise<void> {
  const { heard, clock } = dependencies;
  const read = Inbound.safeParse(parsed(message));
  if (!read.success) return heard('unreadable');
  const { originationNumber: from, messageBody: text, inboundMessageId: inboundId } = read.data;
  const keyword = await meaningOf(text, from);
  if (keyword === 'stop' || keyword === 'start') {
    await keepWish(from, keyword === 'start', at);
    return heard(keyword === 'stop' || (await isBack(from, dependencies)) ? keyword : 'start_refused');
  }
  const visit = await visitMeant(from, read.data.previousPublishedMessageId, clock());
  if (!visit) return heard('stranger');
  const reply = { visitId: visit.visitId, inboundId, from, text, at };
  if (keyword === 'help') await askHelp(visit, reply, clock());
  else await keep(visit, reply, dependencies);
  heard(keyword ?? 'kept');
}

/** "Yes" is an answer, but for those who have said STOP. */
async function meaningOf(text: string, from: string): Promise<'stop' | 'start' | 'help' | undefined> {
  const keyword = keywordOf(text);
  if (keyword !== 'yes') return keyword;
  return (await wantsNone(from)) ? 'start' : undefined;
}

/** Whether texts reach again who has said START, unless they have said STOP since. */
const isBack = async (phone: string, { optIn }: ReplyDependencies): Promise<boolean> =>
  (await wantsNone(phone)) || (await optIn(phone));

async function keep(visit: Visit, reply: Reply, { alert }: ReplyDependencies): Promise<void> {
  await keepReply(reply);
  await alert({
    accountId: visit.accountId,
    kind: 'reply',
    subject: visit.visitId,
    occasion: reply.inboundId,
    visitId: visit.visitId,
    text: `REPLY from ${visit.customer.name}: ${reply.text.slice(0, 160)}`,
  });
}

/** The visit of the text that was answered, else of the last one; where that is over, the customer's next one. */
async function visitMeant(
  phone: string,
  answered: string | null | undefined,
  now: number,
): Promise<Visit | undefined> {
  const pointer = answered ? await findPointer(answered) : undefined;
  const visitId = pointer ? pointer.key.visitId : await findTexted(phone, now);
  const visit = visitId === undefined ? undefined : await findVisit(visitId);
  // Answered may be what went to somebody else, should a network ever say so.
  if (!visit || visit.customer.phone !== phone) return undefined;
  if (!isOver(visit.status)) return visit;
  const [newest] = await openVisitsOfCustomer(visit.customer.customerId);
  return newest ?? visit;
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
