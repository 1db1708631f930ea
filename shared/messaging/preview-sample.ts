import { HOUR, instant, MINUTE } from '../kernel/time.ts';
import type { Account, Language } from '../team/settings.ts';
import { clockAt, dayAt } from '../visits/local-day.ts';
import type { Told } from './fill-in.ts';

/** As long as every token is. */
export const SAMPLE_TOKEN = 'x'.repeat(22);

/** A visit of tomorrow morning, to which somebody is late. @param now epoch ms */
export function sampleToTell(account: Account, language: Language | undefined, now: number) {
  const { timeZone, phone } = account.settings.company;
  const start = clockAt(dayAt(now, timeZone), 9, timeZone, 1);
  const minutes = 20;
  const arrivesAt = instant(start + minutes * MINUTE);
  const visit = {
    window: { start: instant(start), end: instant(start + 2 * HOUR) },
    customer: { customerId: '', name: 'Dana Whitfield', phone },
    address: { line: '48 Willow Ln', verified: true, timeZone },
    technicians: [{ memberId: '', firstName: 'Marcus' }],
    link: { generation: 1 },
    delay: { minutes, arrivesAt, since: instant(now) },
  };
  return { visit, account, language, eta: arrivesAt, now } satisfies Omit<Told, 'link'>;
}
