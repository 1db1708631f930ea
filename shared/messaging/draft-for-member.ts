import type { Account, Language } from '../team/settings.ts';
import type { Visit } from '../visits/visit.ts';
import type { Draft, TeamKind } from './message.ts';
import { renderText } from './render-text.ts';
import { clockTime, windowInWords } from './spoken-time.ts';
import { inPlainCharacters, sizeOf } from './text-size.ts';

type Told = Exclude<TeamKind, 'alert'>;

/** What technicians are told, in the company's language. GSM-7, and never a customer's number. */
const WORDS: Readonly<Record<Language, Readonly<Record<Told, string>>>> = {
  en: {
    dispatched: 'Dispatched: {customer}, {window}, {address}',
    assigned: 'New visit for you: {customer}, {window}, {address}',
    unassigned: 'No longer yours: {customer}, {window}, {address}',
    rescheduled: 'Moved to {window}: {customer}, {address}',
    cancelled: 'Cancelled: {customer}, {window}, {address}',
    late: 'LATE: {customer} expected you at {start}, {address}. Please call the office: {officePhone}',
  },
  es: {
    dispatched: 'Visita confirmada: {customer}, {window}, {address}',
    assigned: 'Nueva visita para usted: {customer}, {window}, {address}',
    unassigned: 'Ya no le toca: {customer}, {window}, {address}',
    rescheduled: 'Cambia a {window}: {customer}, {address}',
    cancelled: 'Cancelada: {customer}, {window}, {address}',
    late: 'TARDE: {customer} le esperaba a las {start}, {address}. Llame a la oficina: {officePhone}',
  },
};

/** Characters of a name and of an address: the rest is on the technician's page, and a second segment costs as much. */
const NAME = 30;
const ADDRESS = 45;

/** The words for a kind; an alert has its own. */
export const templateForMember = (kind: TeamKind, language: Language): string =>
  kind === 'alert' ? '' : WORDS[language][kind];

interface About {
  readonly visit: Pick<Visit, 'window' | 'customer' | 'link' | 'address'>;
  readonly account: Account;
  /** E.164; empty for whoever has none. */
  readonly phone: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What a member of the team is told of a visit, as a text; what an alert says is said as it stands. */
export function draftForMember(kind: TeamKind, template: string, about: About): Draft {
  const text = inPlainCharacters(kind === 'alert' ? template : filledIn(template, about));
  return {
    channel: 'sms',
    to: about.phone,
    text,
    generation: about.visit.link.generation,
    segments: sizeOf(text).segments,
  };
}

/** What the office has written, word for word; it holds no link. @param to E.164; empty for whoever has no phone */
export const draftMemo = (text: string, to: string): Draft => ({
  channel: 'sms',
  to,
  text,
  generation: 0,
  segments: sizeOf(text).segments,
});

function filledIn(template: string, { visit, account, now }: About): string {
  const { language, phone } = account.settings.company;
  const { customer, window, address } = visit;
  const place = { language, timeZone: address.timeZone };
  return renderText(template, {
    customer: shortened(customer.name, NAME),
    address: shortened(address.line, ADDRESS),
    window: windowInWords(window, place, now),
    start: clockTime(window.start, place),
    officePhone: phone,
  });
}

const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 3).trimEnd()}...`;
