import { html } from '../../kernel/html.ts';
import { brandStyle } from '../../team/brand-colors.ts';
import type { Language } from '../../team/settings.ts';
import { wordsOf } from '../language/languages.ts';
import { frame, type Page } from './frame.ts';
import type { Looks } from './page.ts';

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

/** A page without a visit: the same for everybody who gets it, in the reader's language. */
function plainPage(language: Language, title: string, note: string, style: string): Page {
  const styles = [style, brandStyle('')];
  const body = html`<div id="page"><main class="over"><div class="top"><h1>${title}</h1>
<div class="notes"><p>${note}</p></div></div></main>
<aside class="fine"><p>${wordsOf(language).notForEmergencies}</p></aside></div>`;
  return { markup: frame({ language, title, styles, body }), styles, scripts: [] };
}
