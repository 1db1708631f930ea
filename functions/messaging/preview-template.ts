import { TemplateToPreview } from '../../shared/messaging/contract.ts';
import { previewText } from '../../shared/messaging/preview-text.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** What draws mails is loaded by the first preview of one. */
const mails = () => import('../../shared/messaging/preview-mail.ts');

/** POST /settings/templates/preview: a message as a customer would read it, and what a text costs; nothing is kept. */
export const handler = staff({ body: TemplateToPreview }, async ({ body, account, now }) =>
  body.channel === 'email'
    ? reply(200, (await mails()).previewMail(body, account, now))
    : reply(200, previewText(body, account, now)),
);
