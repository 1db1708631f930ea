/** A word in braces in a company's own text. */
const PLACEHOLDER = /\{(\w+)\}/g;

/** Who comes, while that is not known. */
export const SOMEBODY = { en: 'Your technician', es: 'Su técnico' } as const;

/** What the placeholders stand for; `link` is left in place for the moment of sending. */
export type TextValues = Readonly<Partial<Record<string, string>>>;

/**
 * A company's text with its placeholders filled in. Filled-in values are not looked into again; a placeholder
 * without a value is left out. Without an `eta`, the part of the sentence that tells it goes too. A value that
 * ends in a full stop (`p.m.`, `Inc.`) shares it with the sentence it closes.
 */
export function renderText(template: string, values: TextValues): string {
  const fitting = values['eta'] ? template : withoutPlaceholder(template, 'eta') || template;
  return fitting
    .replace(PLACEHOLDER, (whole: string, name: string, at: number) => {
      if (name === 'link') return '{link}';
      const value = oneLine(values[name] ?? '');
      return fitting[at + whole.length] === '.' ? value.replace(/\.$/, '') : value;
    })
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Puts the link where the text wants it. */
export const withLink = (text: string, url: string): string => text.replaceAll('{link}', () => url);

/** True when the text tells the time of arrival or holds the link, and so has something to wait for. */
export const mentions = (template: string, placeholder: 'eta' | 'link'): boolean =>
  template.includes(`{${placeholder}}`);

const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim();

const SENTENCE_END = /[.!?](?=\s|$)|\n/g;
/** What sets one part of a sentence off from another. */
const PART = / - | – | — |, |; | \(/g;

/**
 * Leaves out what tells a time nobody knows, or names a link that is to be had otherwise: of the sentence with the
 * placeholder, the part between two separators (dash, comma, semicolon, bracket) that holds it; the whole sentence when
 * it has no such parts. A part that tells a time and also holds the link stays and loses the placeholder only.
 */
export function withoutPlaceholder(template: string, name: 'eta' | 'link'): string {
  const placeholder = `{${name}}`;
  return sentences(template)
    .map((sentence) => (sentence.includes(placeholder) ? withoutPart(sentence, placeholder) : sentence))
    .join('')
    .trim();
}

/** The sentences, each with its ending and the space after it. */
function sentences(text: string): string[] {
  const ends = [...text.matchAll(SENTENCE_END)].map((match) => match.index + 1);
  const starts = [0, ...ends];
  return starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length));
}

function withoutPart(sentence: string, placeholder: string): string {
  const [, lead = '', body = '', ending = ''] = /^(\s*)([\s\S]*?)([.!?\n]*)$/.exec(sentence) ?? [];
  const cuts = [...body.matchAll(PART)].map((match) => match.index);
  const parts = [0, ...cuts].map((start, index) => body.slice(start, cuts[index] ?? body.length));
  const kept = parts.flatMap((part) => {
    if (!part.includes(placeholder)) return [part];
    const keeps = placeholder !== '{link}' && part.includes('{link}');
    return keeps ? [part.replaceAll(new RegExp(`\\s*\\${placeholder}`, 'g'), '')] : [];
  });
  if (kept.length === 0) return '';
  const opensAnew = parts[0]?.includes(placeholder) && kept[0] !== parts[0];
  return `${lead}${opensAnew ? capitalised(kept.join('')) : kept.join('')}${ending}`;
}

/** The remaining part becomes the beginning of the sentence. */
const capitalised = (text: string): string =>
  text.replace(/^[\s,;(–—-]+/, '').replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
