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
  return made.content;
}

/** The module that the sending of mails loads. */
export const mailModule = (): string =>
  `/** Made from mail.mjml by \`node scripts/build-mail.ts\`. */\nexport const MAIL_MARKUP = ${JSON.stringify(mailMarkup())};\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('mail-markup.ts', folder), mailModule());
}
