/** A mail, taken apart as the page's policy wants it. */
export interface MailParts {
  readonly sheets: readonly string[];
  /** Its markup, with every `style` told as `data-style`. */
  readonly markup: string;
}

const SHEET = /<style[^>]*>([\s\S]*?)<\/style>/gi;
const TAG = /<[a-z][^>]*>/gi;

/**
 * Browsers complain of each style that stands in markup as they read it, even where it is not shown: the policy of the
 * page goes along. Words between tags are left as they are.
 * @param html of our own drawing: no attribute holds a `>`
 */
export function mailParts(html: string): MailParts {
  const sheets = [...html.matchAll(SHEET)].map(([, css = '']) => css);
  const markup = html.replace(SHEET, '').replace(TAG, (tag) => tag.replace(/\sstyle="/gi, ' data-style="'));
  return { sheets, markup };
}
