import { UNCHOSEN } from '../customers/preferences.ts';
import { isQuiet } from '../customers/quiet-hours.ts';
import type { Account } from '../team/settings.ts';
import type { Visit } from '../visits/visit.ts';
import { channelsOf } from './channels-of.ts';
import { languageOf } from './fill-in.ts';
import type { MessageKey, Suppression, TemplateKey } from './message.ts';
import { isStillTrue } from './occasion.ts';
import { isNeverMobile } from './phone-type.ts';

/** What is to be said, and the reason why it is not, if there is one. */
export interface Decision {
  readonly key: MessageKey;
  /** The company's own text, with placeholders; what was written by hand has none but the link's. */
  readonly template: string;
  /** Of a member's phone, where it is for one. */
  readonly phone?: string;
  readonly suppress?: Suppression;
  /** Goes to the devices first, and by the channel it was asked for when none takes it. */
  readonly push: boolean;
}

/** How the customer is told, as the visit and the account stand at `now` (epoch ms), or why not. */
export async function decideMessage(
  key: TemplateKey,
  visit: Visit,
  account: Account,
  now: number,
): Promise<Decision> {
  const { text } = account.settings.messages[key.kind];
  const suppress = await suppression(key, visit, account, now);
  const isKept = suppress === 'outdated' || suppress === 'muted';
  const mayPush = key.kind === 'arrived' && !isKept && preferencesOf(visit).push;
  return {
    key,
    template: text[languageOf(visit, account)],
    // Where a customer is told by two channels, the devices stand in for one of them.
    push: mayPush && key.asked === (await channelsOf(key.kind, visit, account))[0],
    ...(suppress && { suppress }),
  };
}

async function suppression(
  key: TemplateKey,
  visit: Visit,
  account: Account,
  now: number,
): Promise<Suppression | undefined> {
  const { sms, quietHours } = preferencesOf(visit);
  const { muteTags, messages, review } = account.settings;
  // The arrival has no switch and no quiet hours; what the office asked for goes whatever the company's switch.
  const always = key.kind === 'arrived';
  const aimless = key.kind === 'review' && review.url === undefined;
  const enabled = key.kind === 'booked' || (messages[key.kind].enabled && !aimless);
  const wanted = key.asked === 'email' || sms;
  if (!always && !(wanted && enabled)) return 'switched_off';
  if (isMuted(visit.tags, muteTags)) return 'muted';
  if (!isStillTrue(key, visit, account, now)) return 'outdated';
  if (!always && isQuiet(now, quietHours, visit.address.timeZone)) return 'quiet_hours';
  if (key.asked === 'email') return noAddress(visit);
  if (await isNeverMobile(visit.customer.phone)) return 'not_mobile';
  return undefined;
}

/** Tags are typed by hand: Silent is silent. */
function isMuted(tags: readonly string[], muted: readonly string[]): boolean {
  const plain = (tag: string) => tag.trim().toLowerCase();
  return tags.some((tag) => muted.some((one) => plain(one) === plain(tag)));
}

/** Sent again after the customer's address was taken away. */
const noAddress = ({ customer }: Visit): Suppression | undefined =>
  customer.email === undefined ? 'no_email' : undefined;

const preferencesOf = ({ customer }: Visit) => customer.preferences ?? UNCHOSEN;
