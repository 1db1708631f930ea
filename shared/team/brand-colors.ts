type Rgb = readonly [number, number, number];

/** The brand colour and its readable relatives, as CSS colours. */
export interface BrandColors {
  readonly brand: string;
  /** Black or white, whichever reads better on the brand colour. */
  readonly ink: string;
  /** The brand as text on the light and on the dark page: moved just as far as reading needs. */
  readonly onLight: string;
  readonly onDark: string;
}

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
const LIGHT_PAGE: Rgb = WHITE;
const DARK_PAGE: Rgb = [0x18, 0x1b, 0x22];
const DEFAULT: Rgb = [0x2f, 0x49, 0xe0];
/** WCAG 2.2, 1.4.3: the least contrast of text. */
const READABLE = 4.5;

/** Colours for a company's brand; whatever is not `#rrggbb` becomes the default. */
export function brandColors(brandColor: string): BrandColors {
  const brand = parse(brandColor) ?? DEFAULT;
  return {
    brand: css(brand),
    ink: contrast(brand, WHITE) >= contrast(brand, BLACK) ? '#fff' : '#000',
    onLight: css(towards(brand, BLACK, LIGHT_PAGE)),
    onDark: css(towards(brand, WHITE, DARK_PAGE)),
  };
}

/** WCAG's contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG's relative luminance of an sRGB colour. */
function luminance(color: Rgb): number {
  const [r, g, b] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2, 1.4.6: contrast of text that is read at arm's length and in the sun. */
const READABLE_OUTDOORS = 7;
/** The tint under brand text, light and dark. */
const LIGHT_TINT: Rgb = [0xe9, 0xed, 0xfd];
const DARK_TINT: Rgb = [0x2b, 0x30, 0x3b];

/** The brand for those who work outdoors: a fill for white words, and text on tinted light and dark ground. */
export function readableBrand(
  brandColor: string,
): Pick<BrandColors, 'onLight' | 'onDark'> & { fill: string } {
  const brand = parse(brandColor) ?? DEFAULT;
  return {
    fill: css(towards(brand, BLACK, WHITE, READABLE_OUTDOORS)),
    onLight: css(towards(brand, BLACK, LIGHT_TINT, READABLE_OUTDOORS)),
    onDark: css(towards(brand, WHITE, DARK_TINT, READABLE_OUTDOORS)),
  };
}

function towards(color: Rgb, end: Rgb, page: Rgb, least = READABLE): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = color.map((channel, i) => Math.round(channel + ((end[i] ?? 0) - channel) * share));
    if (contrast(mixed as unknown as Rgb, page) >= least) return mixed as unknown as Rgb;
  }
  return end;
}

/** `#rrggbb` to its channels. */
export const parse = (color: string): Rgb | undefined =>
  /^#[0-9a-f]{6}$/i.test(color)
    ? ([1, 3, 5].map((from) => Number.parseInt(color.slice(from, from + 2), 16)) as unknown as Rgb)
    : undefined;

const css = (color: Rgb): string =>
  `#${color.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;

/**
 * The company's colours and what else differs from page to page, as the style sheet asks for them: attributes would
 * need a policy that allows them everywhere.
 */
export function brandStyle(brandColor: string, more: Readonly<Record<string, string | number>> = {}): string {
  const { brand, ink, onLight, onDark } = brandColors(brandColor);
  const rest = Object.entries(more).map(([name, value]) => `;--${name}:${value}`);
  return `:root{--brand:${brand};--ink:${ink};--on-light:${onLight};--on-dark:${onDark}${rest.join('')}}`;
}
