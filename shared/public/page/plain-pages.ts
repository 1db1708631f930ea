import type { Language } from '../../team/settings.ts';
import { wordsOf } from '../language/words.ts';
import type { Page } from './frame.ts';
import { type Looks, plainPage } from './page.ts';

/** What every link gets that leads nowhere, whatever the cause. */
export function notFoundPage(language: Language, { style }: Looks): Page {
  const { notFound, notFoundBecause } = wordsOf(language);
  return plainPage(language, notFound, notFoundBecause, style);
}

/** When the fault is ours. */
export function brokenPage(language: Language, { style }: Looks): Page {
  const { broken, brokenBecause } = wordsOf(language);
  return plainPage(language, broken, brokenBecause, style);
}
