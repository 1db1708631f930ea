import { readableBrand } from '../../../shared/team/brand-colors.ts';

let shown: string | undefined;

/** The company's colour, made so strong that white on it can be read in the sun. */
export function setTheme(brandColor: string): void {
  if (brandColor === shown) return;
  shown = brandColor;
  const { fill, onLight, onDark } = readableBrand(brandColor);
  const { style } = document.documentElement;
  style.setProperty('--fill', fill);
  style.setProperty('--on-light', onLight);
  style.setProperty('--on-dark', onDark);
}
