import { brandColors } from '../brand-colors.ts';

/**
 * The company's colours and what else differs from page to page, as the style sheet asks for them: attributes would
 * need a policy that allows them everywhere.
 */
export function brandStyle(brandColor: string, more: Readonly<Record<string, string | number>> = {}): string {
  const { brand, ink, onLight, onDark } = brandColors(brandColor);
  const rest = Object.entries(more).map(([name, value]) => `;--${name}:${value}`);
  return `:root{--brand:${brand};--ink:${ink};--on-light:${onLight};--on-dark:${onDark}${rest.join('')}}`;
}
