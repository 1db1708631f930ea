import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Engine } from 'mrml';

const folder = new URL('../shared/messaging/', import.meta.url);

/**
 * What every mail looks like, as the tables that all mail programs understand: made from `mail.mjml` when that
 * changes, not while a mail is sent.
 * @throws Error when the source is no MJML
 */
export function mailMarkup(): string {
  const made = new Engine().toHtml(readFileSync(new URL('mail.mjml', folder), 'utf8'));
  if (made.type === 'error') throw new Error(made.message);
  return made.content.replace('{{preview}}', `{{preview}}${NOTHING_MORE}`);
}

/** Lists of mails show what a mail begins with. After that they are to show nothing, not the company's name once more. */
const NOTHING_MORE = '&#847;&#8204;&#160;'.repeat(60);

/** The module that the sending of mails loads. */
export const mailModule = (): string =>
  `/** Made from mail.mjml by \`node scripts/build-mail.ts\`. */\nexport const MAIL_MARKUP = ${JSON.stringify(mailMarkup())};\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('mail-markup.ts', folder), mailModule());
}
