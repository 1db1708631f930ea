import { html } from '../kernel/html.ts';
import { brandColors } from '../team/brand-colors.ts';
import type { Account } from '../team/settings.ts';

/**
 * What a link is as an app on somebody's home screen (W3C Web Application Manifest): the company's name and
 * colour, and this very link.
 */
export function linkManifest(token: string, { settings: { company } }: Account) {
  const { brand, ink } = brandColors(company.brandColor);
  const link = `/t/${token}`;
  const src = icon(company.name, brand, ink);
  return {
    id: link,
    name: company.name,
    short_name: company.name.slice(0, 12).trim(),
    lang: company.language,
    start_url: link,
    scope: link,
    display: 'standalone',
    theme_color: brand,
    background_color: '#ffffff',
    icons: ['any', 'maskable'].map((purpose) => ({ src, type: 'image/svg+xml', sizes: 'any', purpose })),
  };
}

/** The company's initial on its colour, well inside the circle that a mask may leave. */
function icon(name: string, brand: string, ink: string): string {
  const initial = [...name.trim()][0]?.toUpperCase() ?? '';
  const { markup } =
    html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" fill="${brand}"/><text x="256" y="256" dy=".36em" text-anchor="middle" font-family="system-ui,sans-serif" font-size="260" font-weight="700" fill="${ink}">${initial}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(markup)}`;
}
