import { type Html, html, verbatim } from '../kernel/html.ts';
import { brandColors } from '../team/brand-colors.ts';
import { imageAddress } from '../team/image-address.ts';
import type { Language } from '../team/settings.ts';
import type { Visit } from '../visits/visit.ts';
import type { Ready } from './dependencies.ts';
import { languageOf } from './fill-in.ts';
import { MAIL_MARKUP } from './mail-markup.ts';
import { MAIL_WORDS } from './mail-words.ts';
import type { MessageKey } from './message.ts';
import { withLink, withoutPlaceholder } from './render-text.ts';
import { calendarDay, clockRange, clockTime, type Place } from './spoken-time.ts';

/** A mail as it is handed over, both its parts. */
export interface Mail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** What a mail is made of. */
export type Told = Pick<Ready, 'draft' | 'link' | 'account'> & {
  readonly kind: MessageKey['kind'];
  readonly visit: Pick<Visit, 'customer' | 'window'> & {
    readonly address: Pick<Visit['address'], 'line' | 'timeZone'>;
  };
  /** In place of the customer's. */
  readonly language?: Language | undefined;
  /** Where the customer ends these mails with a click. */
  readonly unsubscribe: string;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** A message in the company's colours for programs that show them, and in plain text for all others. */
export function renderMail(told: Told): Mail {
  const { draft, account, unsubscribe } = told;
  const { company } = account.settings;
  const language = told.language ?? languageOf(told.visit, account);
  const words = MAIL_WORDS[language];
  const subject = draft.subject ?? company.name;
  const target = targetOf(told);
  const text = withLink(draft.text, told.link);
  const shared = {
    ...(target !== undefined && { link: target }),
    // Said once is enough.
    ...(!text.includes(company.phone) && { questions: words.questions(company.name) }),
    phone: company.phone,
    because: words.because(company.name),
    unsubscribeWord: words.unsubscribe,
    unsubscribe,
  };
  // What was written by hand stays word for word.
  const said = target && told.kind !== 'message' ? withoutTarget(draft.text, target) : draft.text;
  const details = detailsOf(told, { language, timeZone: told.visit.address.timeZone });
  const { brand, ink, onLight, onDark } = brandColors(company.brandColor);
  const markup = fill(MAIL_MARKUP, {
    ...shared,
    language,
    subject,
    heading: words.headings[told.kind] ?? subject,
    preview: said.replaceAll('{link}', ''),
    company: company.name,
    ...(company.logoUrl === undefined ? { name: company.name } : { logo: imageAddress(company.logoUrl) }),
    ...{ brand, ink, onLight, onDark },
    text: paragraphs(said, { '{link}': target, [company.phone]: `tel:${company.phone}` }),
    details: details.length > 0 && panel(details),
    button: target && (told.kind === 'review' ? words.review : words.follow),
  });
  return { subject, html: markup, text: plain(text, shared) };
}

interface Shared {
  readonly link?: string;
  readonly questions?: string;
  readonly phone: string;
  readonly because: string;
  readonly unsubscribeWord: string;
  readonly unsubscribe: string;
}

/** The part without colours: what the text says, and what surrounds it in the other. */
function plain(
  text: string,
  { link, questions, phone, because, unsubscribeWord, unsubscribe }: Shared,
): string {
  const said = [
    text,
    ...(link && !text.includes(link) ? [link] : []),
    ...(questions ? [`${questions} ${phone}`] : []),
    `--\n${because}\n${unsubscribeWord}: ${unsubscribe}`,
  ];
  return `${said.join('\n\n')}\n`;
}

/** Where the button leads, if there is one. */
function targetOf({ kind, link, account }: Told): string | undefined {
  if (kind === 'review') return account.settings.review.url;
  return link || undefined;
}

/** What the button says need not be said before it. A text that is nothing else stays. */
function withoutTarget(text: string, target: string): string {
  const named = text.replaceAll(target, '{link}');
  return withoutPlaceholder(named, 'link') || named;
}

/** What can be tapped, and where it leads: the link, and the number to call. */
type Targets = Readonly<Record<string, string | undefined>>;

const TAPPED = /(\{link\}|\+\d+)/;

function paragraphs(said: string, targets: Targets): Html {
  const parts = said.split(TAPPED).map((part) => {
    const target = targets[part];
    return target === undefined ? part : html`<a href="${target}">${part === '{link}' ? target : part}</a>`;
  });
  return verbatim(html`${parts}`.markup.replace(/\r?\n/g, '<br />'));
}

/** A line of what the visit is about: its name, and what it is in one or two lines. */
type Detail = readonly [label: string, ...value: string[]];

const PLANNED: readonly MessageKey['kind'][] = ['booked', 'reminder', 'dispatched', 'rescheduled'];
const COMING: readonly MessageKey['kind'][] = ['en_route', 'running_late'];

function detailsOf({ kind, draft, visit, now }: Told, place: Place): Detail[] {
  const { when, arrival, where } = MAIL_WORDS[place.language];
  const { start, end } = visit.window;
  const there: Detail[] = visit.address.line ? [[where, visit.address.line]] : [];
  if (PLANNED.includes(kind)) {
    return [[when, calendarDay(start, place, 'long', now), clockRange(start, end, place)], ...there];
  }
  if (!COMING.includes(kind)) return [];
  return [...(draft.eta ? [[arrival, clockTime(draft.eta, place)] as const] : []), ...there];
}

const panel = (details: readonly Detail[]): Html =>
  html`<tr><td class="panel" style="background-color:#f4f6fa;border-radius:10px;padding:4px 18px 16px">${details.map(
    ([label, ...value]) =>
      html`<div class="label" style="margin:12px 0 0;font-size:13px;line-height:18px;color:#5b6472">${label}</div><div class="value" style="font-size:16px;line-height:23px;font-weight:600;color:#1c2330">${value.map((line, at) => html`${at > 0 && verbatim('<br />')}${line}`)}</div>`,
  )}</td></tr>`;

type Values = Readonly<Record<string, Html | string | false | undefined>>;

/** Parts of the markup that stand between `<!--if x-->` and `<!--end x-->` are there when there is an x. */
const PART = /<!--if (\w+)-->([\s\S]*?)<!--end \1-->/g;

/** Every value is escaped, whoever wrote it. */
export const fill = (markup: string, values: Values): string =>
  markup
    .replace(PART, (_, name: string, part: string) => (values[name] ? part : ''))
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => html`${values[name]}`.markup);
