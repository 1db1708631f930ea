/** Where the large map's style is described, without its key. */
export function mapStyleUrl(): string {
  const url = process.env['MAP_STYLE_URL'];
  if (!url) throw new Error('The environment variable MAP_STYLE_URL is not set.');
  return url;
}

/** What the policies of the large map allow besides our own origin: style and tiles come from one host. */
export const mapOrigin = (): string => new URL(mapStyleUrl()).origin;
