import { LANGUAGES, type Language } from '../team/settings.ts';

/** The language a browser likes best among those we have (RFC 9110, Accept-Language), else `otherwise`. */
export function chooseLanguage(acceptLanguage: string | undefined, otherwise: Language): Language {
  const ranges = (acceptLanguage ?? '')
    .split(',')
    .map(parseRange)
    .filter((range) => range.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of ranges) {
    if (tag === '*') return otherwise;
    const language = LANGUAGES.find((known) => tag === known || tag.startsWith(`${known}-`));
    if (language) return language;
  }
  return otherwise;
}

function parseRange(part: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return { tag, weight: quality ? Number(quality.slice(2)) || 0 : 1 };
}
