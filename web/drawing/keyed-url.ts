/** Whatever a map's style leads to on its own host opens with the key of the style. */
export function keyedUrl(url: string, styleUrl: string): string {
  const [asked, style] = [new URL(url, location.href), new URL(styleUrl)];
  if (asked.origin !== style.origin || asked.searchParams.has('key')) return url;
  asked.searchParams.set('key', style.searchParams.get('key') ?? '');
  return asked.href;
}
