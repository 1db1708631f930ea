import * as z from 'zod/mini';

/** Text that people read: trimmed, 1 to `max` characters. */
export const text = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));

/**
 * What would turn round the words beside it: directional embeddings, overrides and isolates (Unicode UAX 9). The
 * marks that right-to-left names need stay.
 */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/g;

/** Breaks and control characters become a space, and nothing turns. */
export const oneLine = (value: string): string =>
  value
    .replace(TURNS, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** Text for one line of a page or a text message. */
export const lineOfText = (max: number) =>
  z.string().check(z.overwrite(oneLine), z.minLength(1), z.maxLength(max));

/** Says what a value must be; that there is none at all is said in other words. */
const must = (be: string) => (issue: { readonly input?: unknown }) =>
  issue.input === undefined ? undefined : `must be ${be}`;

/** ISO 8601 with an offset or `Z`; becomes UTC with milliseconds, so that instants sort as text. */
export const instantField = z.iso
  .datetime({ offset: true, error: must('a date and time with an offset, like 2026-11-24T09:00:00-08:00') })
  .check(z.overwrite(toUtc));

function toUtc(value: string): string {
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? value : time.toISOString();
}

/** A day of the calendar. */
export const dayField = z.iso.date({ error: must('a day of the calendar, like 2026-11-24') });

/** As style sheets write it. */
export const colorField = z
  .string()
  .check(z.regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour, # and six hex digits, like #2f49e0'));

/** E.164 as networks take it: `+` and 8 to 15 digits. */
export const phoneField = z
  .string()
  .check(z.regex(/^\+[1-9]\d{7,14}$/, 'must be a phone number, + and 8 to 15 digits, like +14155550123'));

export const emailField = z
  .email({ error: must('an e-mail address, like dana@example.com') })
  .check(z.maxLength(254));

export const timeZoneField = z
  .string()
  .check(
    z.maxLength(64),
    z.refine(isTimeZone, 'must be the IANA name of a time zone, like America/Los_Angeles'),
  );

/** True for what the IANA database names, such as `America/Los_Angeles`. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * A number from `low` to `high`, rounded to so many decimals: DynamoDB takes none closer to zero than 1e-130, and
 * nobody means them.
 */
export const numberField = (low: number, high: number, decimals: number) =>
  z.number().check(z.gte(low), z.lte(high), z.overwrite(roundTo(decimals)));

/** Never -0. */
const roundTo = (decimals: number) => (value: number) =>
  Math.round(value * 10 ** decimals) / 10 ** decimals + 0;

/** A centimetre on the ground. */
const DEGREE_DECIMALS = 7;

/** WGS84 degrees. */
export const latitudeField = numberField(-90, 90, DEGREE_DECIMALS);
export const longitudeField = numberField(-180, 180, DEGREE_DECIMALS);

/** A public address that pages may load from. */
export const httpsField = z
  .url({ protocol: /^https$/, error: must('an address that begins with https://') })
  .check(z.maxLength(1000));

/** An image that pages may load: of ours, as `POST /uploads` names it, or anybody's. */
const UPLOADED = /^\/media\/[\w-]{22}\.(png|jpg|webp)$/;
const isAddress = (value: string): boolean => URL.parse(value)?.protocol === 'https:';
export const imageField = z.string().check(
  z.maxLength(1000),
  z.refine(
    (value) => UPLOADED.test(value) || isAddress(value),
    'must be an address that begins with https://, or the path of an upload',
  ),
);

/** An id as a caller gives it; whether it exists, and is theirs, is decided later. */
export const idField = z.string().check(z.minLength(1), z.maxLength(128));

/** A place in a list, opaque to the caller. */
export const cursorField = z.optional(z.string().check(z.maxLength(1000)));
