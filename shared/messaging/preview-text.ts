import type * as z from 'zod/mini';
import { HOUR, instant, MINUTE } from '../kernel/time.ts';
import type { Account } from '../team/settings.ts';
import { linkUrl } from '../visits/link-token.ts';
import { clockAt, dayAt } from '../visits/local-day.ts';
import type { TemplatePreview, TemplateToPreview } from './contract.ts';
import { draftText } from './draft-text.ts';
import type { Told } from './fill-in.ts';
import { withLink } from './render-text.ts';
import { sizeOf } from './text-size.ts';

/** US dollars for a segment to a mobile number in the United States, before carriers' fees: SNS's list price, November 2026. */
const SEGMENT_PRICE = 0.0088;

/** As long as every token is. */
const TOKEN = 'x'.repeat(22);

/** A company's text as a customer would get it tomorrow morning, and what it would cost. */
export function previewText(
  { text: template, language }: z.infer<typeof TemplateToPreview>,
  account: Account,
  now: number,
): z.infer<typeof TemplatePreview> {
  const link = linkUrl(TOKEN);
  const draft = draftText(template, { ...sampleOf(account, language, now), link });
  const text = withLink(draft.text, link);
  const { segments, ...size } = sizeOf(text);
  const amount = Math.round(segments * SEGMENT_PRICE * 10_000) / 10_000;
  return { text, ...size, segments, price: { amount, currency: 'USD' }, offending: [...size.offending] };
}

function sampleOf(account: Account, language: Told['language'], now: number): Omit<Told, 'link'> {
  const { timeZone, phone } = account.settings.company;
  const start = clockAt(dayAt(now, timeZone), 9, timeZone, 1);
  const minutes = 20;
  const arrivesAt = instant(start + minutes * MINUTE);
  const visit = {
    window: { start: instant(start), end: instant(start + 2 * HOUR) },
    customer: { customerId: '', name: 'Dana Whitfield', phone },
    address: { line: '', verified: true, timeZone },
    technicians: [{ memberId: '', firstName: 'Marcus' }],
    link: { generation: 1 },
    delay: { minutes, arrivesAt, since: instant(now) },
  };
  return { visit, account, language, eta: arrivesAt, now };
}
