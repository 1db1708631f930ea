import type { Instant } from '../kernel/time.ts';
import type { Account, Language } from '../team/settings.ts';
import { shownTechnician } from '../visits/link-view.ts';
import type { Visit } from '../visits/visit.ts';
import { renderText, SOMEBODY } from './render-text.ts';
import { clockTime, windowInWords } from './spoken-time.ts';

/** What is known when a text is written. */
export interface Told {
  readonly visit: Pick<Visit, 'window' | 'customer' | 'technicians' | 'driverId' | 'delay'> & {
    readonly address: Pick<Visit['address'], 'timeZone'>;
    readonly link: Pick<Visit['link'], 'generation'>;
  };

  readonly account: Account;
  /** The customer's, unless told. */
  readonly language?: Language | undefined;
  readonly link: string;
  readonly eta?: Instant | undefined;
  /** Whom it is about; whoever is shown, when absent. */
  readonly technicianId?: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The customer's own language, else the company's. */
export const languageOf = (visit: Pick<Visit, 'customer'>, account: Account): Language =>
  visit.customer.language ?? account.settings.company.language;

/**
 * A company's text with what is known of a visit; times are those of the visit's address. The link's placeholder
 * stays.
 */
export function fillIn(template: string, { visit, account, eta, now, ...told }: Told): string {
  const { company, review } = account.settings;
  const language = told.language ?? languageOf(visit, account);
  const place = { language, timeZone: visit.address.timeZone };
  const technician =
    visit.technicians.find(({ memberId }) => memberId === told.technicianId) ?? shownTechnician(visit);
  return renderText(template, {
    company: company.name,
    officePhone: company.phone,
    technician: technician?.firstName || SOMEBODY[language],
    customer: visit.customer.name,
    window: windowInWords(visit.window, place, now),
    start: clockTime(visit.window.start, place),
    ...(eta && { eta: clockTime(eta, place) }),
    ...(visit.delay && { minutes: String(visit.delay.minutes) }),
    ...(review.url !== undefined && { reviewLink: review.url }),
  });
}
