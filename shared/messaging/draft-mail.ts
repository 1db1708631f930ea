import type { MessageKind } from '../team/settings.ts';
import { fillIn, languageOf, type Told } from './fill-in.ts';
import { MAIL_WORDS } from './mail-words.ts';
import type { Draft } from './message.ts';

/** What a company says of a visit, as a mail: the words of its text, and a subject. */
export function draftMail(kind: MessageKind, template: string, told: Told): Draft {
  const { visit, account, eta } = told;
  const { subjects } = MAIL_WORDS[told.language ?? languageOf(visit, account)];
  return {
    channel: 'email',
    to: visit.customer.email ?? '',
    subject: inOneLine(fillIn(subjects[kind], told)),
    text: fillIn(template, told),
    generation: visit.link.generation,
    segments: 0,
    ...(eta && { eta }),
  };
}

/** Where a line ended, another header would begin. */
const inOneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
