/** Where changes are listened for: the socket behind the same host as the links. */
export function liveUrl(): string {
  const url = process.env['LIVE_URL'];
  if (!url) throw new Error('The environment variable LIVE_URL is not set.');
  return url;
}
