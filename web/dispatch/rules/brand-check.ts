import { brandColors, contrast, parse } from '../../../shared/team/brand-colors.ts';

/** Where customers meet the colour, and whether it can be read there as it is. */
export interface BrandUse {
  readonly where: 'under' | 'light' | 'dark';
  readonly ground: string;
  readonly ink: string;
  /** WCAG's, of what is shown. */
  readonly ratio: number;
  /** The colour was moved until it could be read. */
  readonly isMoved: boolean;
}

/** The two pages of a customer. */
const LIGHT_PAGE = '#ffffff';
const DARK_PAGE = '#181b22';
const LONG: Readonly<Record<string, string>> = { '#fff': '#ffffff', '#000': '#000000' };

/** @returns nothing for what is no `#rrggbb` */
export function brandUses(color: string): readonly BrandUse[] | undefined {
  if (!parse(color)) return undefined;
  const { brand, ink, onLight, onDark } = brandColors(color);
  return [
    readOn('under', brand, LONG[ink] ?? ink, false),
    readOn('light', LIGHT_PAGE, onLight, onLight !== brand),
    readOn('dark', DARK_PAGE, onDark, onDark !== brand),
  ];
}

function readOn(where: BrandUse['where'], ground: string, ink: string, isMoved: boolean): BrandUse {
  const [below, above] = [parse(ground), parse(ink)];
  const ratio = below && above ? contrast(below, above) : 1;
  return { where, ground, ink, ratio: Math.floor(ratio * 10) / 10, isMoved };
}
