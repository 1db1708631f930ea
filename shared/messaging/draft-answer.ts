import type { Language } from '../team/settings.ts';
import { languageOf, type Told } from './fill-in.ts';
import type { Draft, MessageKey } from './message.ts';
import { withLink } from './render-text.ts';
import { inPlainCharacters, sizeOf } from './text-size.ts';

/** What the subject of a mail says before what was written. */
const SUBJECT: Readonly<Record<Language, (company: string) => string>> = {
  en: (company) => `${company} about your visit`,
  es: (company) => `${company}: sobre su visita`,
};

/** What was written by hand, word for word: of braces only the link's mean anything. */
export function draftAnswer(
  { asked }: Pick<MessageKey, 'asked'>,
  written: string,
  { visit, account, link }: Pick<Told, 'visit' | 'account' | 'link'>,
): Draft {
  const { generation } = visit.link;
  if (asked === 'email') {
    const subject = SUBJECT[languageOf(visit, account)](account.settings.company.name);
    return {
      channel: 'email',
      to: visit.customer.email ?? '',
      subject,
      text: written,
      generation,
      segments: 0,
    };
  }
  const text = inPlainCharacters(written);
  const { segments } = sizeOf(withLink(text, link));
  return { channel: 'sms', to: visit.customer.phone, text, generation, segments };
}
