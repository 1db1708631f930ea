/** A piece of a company's text, as the editor marks it. */
export interface TemplatePart {
  readonly is: 'words' | 'placeholder' | 'unknown' | 'offending';
  readonly text: string;
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

/**
 * A text in its pieces, in their order and without a loss.
 * @param known the placeholders that this kind of message can fill in
 * @param offending the characters that texting has no room for
 */
export function partsOf(
  text: string,
  known: readonly string[],
  offending: readonly string[],
): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const { 0: whole, 1: name = '', index } of text.matchAll(PLACEHOLDER)) {
    parts.push(...marked(text.slice(end, index), offending));
    parts.push({ is: known.includes(name) ? 'placeholder' : 'unknown', text: whole });
    end = index + whole.length;
  }
  return [...parts, ...marked(text.slice(end), offending)];
}

interface Marked {
  readonly is: 'words' | 'offending';
  readonly text: string;
}

/** Finds them, the longer first: a family of faces is one sign. Nothing, where there is nothing to find. */
function anyOf(signs: readonly string[]): RegExp | undefined {
  const longFirst = signs.toSorted((a, b) => b.length - a.length);
  const escaped = longFirst.map((sign) => sign.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  return signs.length > 0 ? new RegExp(`(${escaped.join('|')})`, 'u') : undefined;
}

/** Words, and between them what is offending. */
function marked(text: string, offending: readonly string[]): Marked[] {
  const signs = anyOf(offending);
  const pieces = signs ? text.split(signs) : [text];
  return pieces
    .filter((piece) => piece !== '')
    .map((piece) => ({ is: offending.includes(piece) ? 'offending' : 'words', text: piece }));
}

interface Link {
  readonly is: 'link';
  readonly text: string;
}

const LINK = /(https?:\/\/\S+)/;

/** A text as it arrives, in its pieces: phones make links of addresses. */
export const withLinks = (text: string, offending: readonly string[]): (Marked | Link)[] =>
  text
    .split(LINK)
    .flatMap((piece): (Marked | Link)[] =>
      LINK.test(piece) ? [{ is: 'link', text: piece }] : marked(piece, offending),
    );

/** What is typed in the place of characters that have no look-alike by their letters. */
const INSTEAD: Readonly<Record<string, string>> = {
  '—': '-',
  '―': '-',
  '−': '-',
  '•': '-',
  '·': '-',
  '→': '->',
  '←': '<-',
  '«': '"',
  '»': '"',
  '´': "'",
  '`': "'",
  '×': 'x',
  '½': '1/2',
  '¼': '1/4',
  '¾': '3/4',
  '°': ' deg',
  '©': '(c)',
  '®': '(R)',
  '™': '(TM)',
};

/** What says the same in the alphabet of texts; nothing where nothing does. */
export function insteadOf(character: string): string {
  const own = INSTEAD[character];
  if (own !== undefined) return own;
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '');
  return /^[\x20-\x7e]+$/.test(bare) ? bare : '';
}

/** A text without what is offending; what follows a character that is only taken out closes up. */
export const withoutOffending = (text: string, offending: readonly string[]): string =>
  marked(text, offending)
    .map((part) => (part.is === 'offending' ? insteadOf(part.text) : part.text))
    .join('')
    .replace(/ {2,}/g, ' ');

/**
 * The placeholder that ends, or begins, where the cursor is: it is taken out as one.
 * @returns from where to where
 */
export function placeholderAt(
  text: string,
  cursor: number,
  side: 'before' | 'after',
): readonly [start: number, end: number] | undefined {
  const found = [...text.matchAll(PLACEHOLDER)].find(({ 0: whole, index }) =>
    side === 'before' ? index + whole.length === cursor : index === cursor,
  );
  return found && [found.index, found.index + found[0].length];
}
