import { TemplateToPreview } from '../../shared/messaging/contract.ts';
import { previewText } from '../../shared/messaging/preview-text.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** POST /settings/templates/preview: a text as a customer would read it, and what it costs; nothing is kept. */
export const handler = staff({ body: TemplateToPreview }, async ({ body, account, now }) =>
  reply(200, previewText(body, account, now)),
);
