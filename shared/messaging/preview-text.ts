import type * as z from 'zod/mini';
import type { Account } from '../team/settings.ts';
import { linkUrl } from '../visits/link-token.ts';
import type { TemplatePreview, TemplateToPreview } from './contract.ts';
import { draftText } from './draft-text.ts';
import { SAMPLE_TOKEN, sampleToTell } from './preview-sample.ts';
import { withLink } from './render-text.ts';
import { SEGMENT_PRICE } from './segment-price.ts';
import { sizeOf } from './text-size.ts';

/** A company's text as a customer would get it tomorrow morning, and what it would cost. */
export function previewText(
  { text: template, language }: z.infer<typeof TemplateToPreview>,
  account: Account,
  now: number,
): z.infer<typeof TemplatePreview> {
  const link = linkUrl(SAMPLE_TOKEN);
  const draft = draftText(template, { ...sampleToTell(account, language, now), link });
  const text = withLink(draft.text, link);
  const { segments, ...size } = sizeOf(text);
  const amount = Math.round(segments * SEGMENT_PRICE * 10_000) / 10_000;
  return { text, ...size, segments, price: { amount, currency: 'USD' }, offending: [...size.offending] };
}
