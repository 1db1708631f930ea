/**
 * The origin that links name, without a slash at its end.
 * @throws Error where the function was not told
 */
export function publicOrigin(): string {
  const origin = process.env['PUBLIC_ORIGIN'];
  if (!origin) throw new Error('The environment variable PUBLIC_ORIGIN is not set.');
  return origin;
}
