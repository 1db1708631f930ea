/**
 * The instant a wall clock in a time zone shows a local time.
 * @param local ISO local date and time without an offset. A time that a clock change skips means the same time
 * by the offset before the change; one that occurs twice means the first.
 * @returns epoch milliseconds @throws RangeError for an unknown zone
 */
export function instantOfLocalTime(local: string, timeZone: string): number {
  const asUtc = Date.parse(`${local}Z`);
  const early = asUtc - offsetAt(asUtc - 86_400_000, timeZone);
  const late = asUtc - offsetAt(asUtc + 86_400_000, timeZone);
  const shows = (instant: number) => instant + offsetAt(instant, timeZone) === asUtc;
  if (shows(early) || !shows(late)) return early;
  return late;
}

/** How far the zone's clock is ahead of UTC at an instant, milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}
