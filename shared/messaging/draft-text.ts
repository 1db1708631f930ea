import { SegmentedMessage } from 'sms-segments-calculator';
import type { Instant } from '../kernel/time.ts';
import type { Account } from '../team/settings.ts';
import { shownTechnician } from '../visits/link-view.ts';
import type { Visit } from '../visits/visit.ts';
import type { Draft } from './message.ts';
import { renderText, withLink } from './render-text.ts';
import { clockTime, windowInWords } from './spoken-time.ts';

const SOMEBODY = { en: 'Your technician', es: 'Su técnico' } as const;

interface Told {
  readonly visit: Visit;
  readonly account: Account;
  readonly link: string;
  readonly eta?: Instant | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Fills a company's text with what is known of a visit; times are those of the visit's address. `link` only
 * counts: what is kept of the text has its placeholder.
 */
export function draftText(template: string, { visit, account, link, eta, now }: Told): Draft {
  const { company } = account.settings;
  const place = { language: company.language, timeZone: visit.address.timeZone };
  const text = renderText(template, {
    company: company.name,
    officePhone: company.phone,
    technician: shownTechnician(visit)?.firstName || SOMEBODY[company.language],
    window: windowInWords(visit.window, place, now),
    start: clockTime(visit.window.start, place),
    ...(eta && { eta: clockTime(eta, place) }),
  });
  return {
    channel: 'sms',
    to: visit.customer.phone,
    text,
    generation: visit.link.generation,
    segments: countSegments(withLink(text, link)),
    ...(eta && { eta }),
  };
}

/** Segments SNS will bill for this text: GSM-7 where it can, UCS-2 as soon as one character needs it. */
const countSegments = (text: string): number => new SegmentedMessage(text).segmentsCount;
