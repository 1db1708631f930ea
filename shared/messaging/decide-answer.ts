import { UNCHOSEN } from '../customers/preferences.ts';
import { epoch } from '../kernel/time.ts';
import type { MessageChannel } from '../team/settings.ts';
import type { Visit } from '../visits/visit.ts';
import type { Known } from './about.ts';
import type { Decision } from './decide-message.ts';
import { languageOf } from './fill-in.ts';
import { helpText } from './help-words.ts';
import type { Message, MessageKey, Suppression } from './message.ts';
import { AWAITED_FOR } from './occasion.ts';
import { isNeverMobile } from './phone-type.ts';

/**
 * How somebody is answered, or why not. There is no switch and no tag for it, and quiet hours hold nothing back: a
 * person writes to a person, and whoever asks for help is awake.
 * @param written as it stands in the ledger
 */
export async function decideAnswer(
  key: MessageKey,
  written: Pick<Message, 'text'> | undefined,
  { visit, account }: Known & { readonly visit: Visit },
  now: number,
): Promise<Decision> {
  if (key.kind === 'help') {
    return { key, template: helpText(account.settings.company, languageOf(visit, account)), push: false };
  }
  const suppress = written && mayWrite(visit, now) ? await refusalOf(visit, key.asked) : 'outdated';
  return { key, template: written?.text ?? '', push: false, ...(suppress && { suppress }) };
}

/** While the link lives; once it is called off, as long as somebody may still be waiting. */
export const mayWrite = ({ status, window, link }: Visit, now: number): boolean =>
  now < (status === 'cancelled' ? epoch(window.end) + AWAITED_FOR : epoch(link.expiresAt));

/** By what somebody is written to: a text, or a mail where no text can arrive. */
export async function wayTo({
  customer: { phone, email },
}: Pick<Visit, 'customer'>): Promise<MessageChannel> {
  return email !== undefined && (await isNeverMobile(phone)) ? 'email' : 'sms';
}

/** Why the customer cannot, or will not, be written to this way. */
export async function refusalOf(
  { customer: { phone, email: address, preferences } }: Pick<Visit, 'customer'>,
  asked: MessageChannel,
): Promise<Suppression | undefined> {
  const { sms, email } = preferences ?? UNCHOSEN;
  if (asked === 'email') {
    if (email === false) return 'opted_out';
    return address === undefined ? 'no_email' : undefined;
  }
  if (!sms) return 'switched_off';
  return (await isNeverMobile(phone)) ? 'not_mobile' : undefined;
}
