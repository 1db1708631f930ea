const METERS_PER_MILE = 1609.344;

/** Where roads are measured in miles: the United States and the United Kingdom, by their IANA zones. */
const MILE_ZONES =
  /^(US\/|Europe\/London$|Pacific\/Honolulu$|America\/(New_York|Detroit|Chicago|Menominee|Denver|Boise|Phoenix|Los_Angeles|Anchorage|Juneau|Sitka|Metlakatla|Yakutat|Nome|Adak|Indiana\/|Kentucky\/|North_Dakota\/|Indianapolis$|Louisville$))/;

/** Do the people in this time zone measure their roads in miles? */
export const measuresInMiles = (timeZone: string): boolean => MILE_ZONES.test(timeZone);

/** `3.2 mi` or `5.2 km`; nobody is nothing away: a tenth is the least. */
export function distanceInWords(meters: number, locale: string, miles: boolean): string {
  const distance = Math.max(0.1, meters / (miles ? METERS_PER_MILE : 1000));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: miles ? 'mile' : 'kilometer',
    unitDisplay: 'short',
    maximumFractionDigits: distance < 10 ? 1 : 0,
  }).format(distance);
}

/** `12 min`, `1 hr 5 min`; less than a minute is one. */
export function minutesInWords(minutes: number, locale: string): string {
  const whole = Math.max(1, Math.round(minutes));
  const part = (amount: number, unit: 'hour' | 'minute') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(amount);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return part(rest, 'minute');
  return rest === 0 ? part(hours, 'hour') : `${part(hours, 'hour')} ${part(rest, 'minute')}`;
}

/** `24 hours`, `7 days`. */
export function hoursInWords(hours: number, locale: string): string {
  const inDays = hours > 24 && hours % 24 === 0;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: inDays ? 'day' : 'hour',
    unitDisplay: 'long',
  }).format(inDays ? hours / 24 : hours);
}
