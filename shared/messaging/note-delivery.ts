import { epoch, SECOND } from '../kernel/time.ts';
import type { About } from './about.ts';
import { type Delivery, findPointer, settleDelivery } from './delivery-store.ts';
import { type Dependencies, RetryLater, type TeamDependencies } from './dependencies.ts';
import { ANSWER_WITHIN, isBeingSent, type Message, type MessageKey } from './message.ts';
import { alertOffice } from './tell-end.ts';

/** What it takes to note a delivery. */
export interface DeliveryDependencies extends Pick<Dependencies, 'alert' | 'clock' | 'sleep' | 'findVisit'> {
  readonly team: Pick<TeamDependencies, 'findMemo'>;
  /** Told of each message that a network answered for, once. */
  readonly noted: (message: Pick<Message, 'channel'>, state: Delivery['state']) => void;
}

/**
 * For so long an answer waits here for what it is about to be written down, which takes the time of one write; then its
 * sender brings it again, a minute later. What was slept is counted, not the clock: one that is set forward would end
 * the wait at once.
 */
const PATIENCE = 2 * SECOND;
const PAUSE = SECOND / 5;

/**
 * A network, or a mailbox, says what became of a message by the name that the service gave it. The first word counts,
 * and it counts for that time of sending alone: what was sent again since has its own. Names that are not ours are
 * passed over: an AWS account may send for others too.
 * @returns the message it was about, if it stands so now
 * @throws RetryLater for an answer that was quicker than we were
 */
export async function noteDelivery(
  providerId: string,
  delivery: Delivery,
  dependencies: DeliveryDependencies,
): Promise<Message | undefined> {
  const { clock, sleep } = dependencies;
  for (let slept = 0; ; slept += PAUSE) {
    const pointer = await findPointer(providerId);
    const { held, message } = pointer ? await settleDelivery(pointer, delivery, clock()) : { held: false };
    const early = pointer ? isEarly(message, pointer.claim, clock()) : isFresh(delivery, clock());
    if (!early) {
      if (!message || message.claim !== pointer?.claim || message.state !== delivery.state) return undefined;
      if (held) dependencies.noted(message, delivery.state);
      if (delivery.state === 'failed') await tellOffice(message, providerId, dependencies);
      return message;
    }
    if (slept >= PATIENCE) throw new RetryLater('an answer came before what it is about');
    await sleep(PAUSE);
  }
}

const isEarly = (message: Message | undefined, claim: string, now: number): boolean =>
  message?.claim === claim && isBeingSent(message, now);

/** What is older and not known is somebody else's. */
const isFresh = ({ at }: Delivery, now: number): boolean => now - epoch(at) < ANSWER_WITHIN;

async function tellOffice(message: Message, providerId: string, dependencies: DeliveryDependencies) {
  const about = await aboutMessage(message, dependencies);
  const { reason } = message;
  if (about) await alertOffice({ ...about, state: 'undelivered', reason, time: providerId }, dependencies);
}

async function aboutMessage(
  key: MessageKey,
  { findVisit, team, clock }: DeliveryDependencies,
): Promise<About | undefined> {
  if (key.visitId === undefined) {
    const memo = await team.findMemo({ memoId: key.occasion, memberId: key.recipient }, clock());
    return memo && { key, memo };
  }
  const visit = await findVisit(key.visitId);
  return visit && { key, visit };
}
