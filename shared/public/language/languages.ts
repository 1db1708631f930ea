import type { Language } from '../../team/settings.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Words } from './words.ts';

/** A new language is a file beside these, and its line here and in the settings. */
const LANGUAGE_WORDS: Readonly<Record<Language, Words>> = { en, es };

/** The words of a language. */
export const wordsOf = (language: Language): Words => LANGUAGE_WORDS[language];
