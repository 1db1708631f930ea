/** Statuses that say when to come again (RFC 6585, 4; RFC 9110, 15.6.4). */
const SAYING_WHEN = [429, 503];

/** `Fri, 20 Nov 2026 17:00:00 GMT`, the one form of a date that may be sent (RFC 9110, 5.6.7). */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * How many ms a receiver wants to be left alone: `Retry-After` in seconds, or as a date (RFC 9110, 10.2.3). None where
 * it says nothing that can be read, or nothing that is still to come.
 * @param now epoch ms
 */
export function wantedPause(
  { status, retryAfter = '' }: { readonly status: number; readonly retryAfter?: string },
  now: number,
): number {
  if (!SAYING_WHEN.includes(status)) return 0;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  return HTTP_DATE.test(retryAfter) ? Math.max(0, Date.parse(retryAfter) - now) || 0 : 0;
}
