const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that is safe to send; made by `html` alone. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What a template may hold: text is escaped, markup is not, nothing shows as nothing. */
export type Content = Html | string | number | undefined | false | readonly Content[];

/** Markup from a template. Every value is escaped for text and for quoted attributes alike. */
export const html = (strings: TemplateStringsArray, ...values: readonly Content[]): Html =>
  new Html(strings.map((string, index) => string + markup(values[index])).join(''));

/** Markup of our own that needs no escaping: the style sheet and the script. */
export const verbatim = (markup: string): Html => new Html(markup);

function markup(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Html) return content.markup;
  if (typeof content === 'object') return content.map(markup).join('');
  return String(content).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
