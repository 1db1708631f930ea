import { SegmentedMessage } from 'sms-segments-calculator';

/** What a text costs, and why. */
export interface TextSize {
  /** UCS-2 as soon as one character needs it: 70 of them are a segment then, not 160. */
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Parts the text is sent in; each is billed. */
  readonly segments: number;
  /** The characters that GSM-7 lacks, each once. */
  readonly offending: readonly string[];
}

export function sizeOf(text: string): TextSize {
  const message = new SegmentedMessage(text);
  return {
    encoding: message.encodingName,
    segments: message.segmentsCount,
    offending: [...new Set(message.getNonGsmCharacters())],
  };
}

/** What word processors and phones type for a character of GSM-7, and reads the same in its place. */
const SAME: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u02bc': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2013': '-',
  '\u2026': '...',
  '\u00a0': ' ',
  '\u2007': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '\u00ad': '',
  '\u200b': '',
  '\ufeff': '',
};
const TYPOGRAPHIC = new RegExp(`[${Object.keys(SAME).join('')}]`, 'g');

/**
 * Typographic characters as GSM-7 has them, where that loses nothing. An em dash is no hyphen, an accent no
 * decoration: they stay, and are named as what a text costs.
 */
export const inPlainCharacters = (text: string): string =>
  text.normalize('NFC').replace(TYPOGRAPHIC, (character) => SAME[character] ?? character);
