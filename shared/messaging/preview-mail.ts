import type * as z from 'zod/mini';
import { mayHoldLink } from '../team/message-template.ts';
import type { Account } from '../team/settings.ts';
import { linkUrl } from '../visits/link-token.ts';
import type { MailPreview, TemplateToPreview } from './contract.ts';
import { draftMail } from './draft-mail.ts';
import { SAMPLE_TOKEN, sampleToTell } from './preview-sample.ts';
import { renderMail } from './render-mail.ts';
import { unsubscribeUrl } from './unsubscribe-store.ts';

/** The same as a mail, by whatever draws and words those that leave. Its links lead nowhere. */
export function previewMail(
  { kind, text: template, language }: z.infer<typeof TemplateToPreview>,
  account: Account,
  now: number,
): z.infer<typeof MailPreview> {
  const link = mayHoldLink(kind) ? linkUrl(SAMPLE_TOKEN) : '';
  const told = { ...sampleToTell(account, language, now), link };
  const draft = draftMail(kind, template, told);
  return renderMail({ ...told, kind, draft, unsubscribe: unsubscribeUrl(SAMPLE_TOKEN) });
}
