import * as z from 'zod/mini';

/** Text that people read: trimmed, 1 to `max` characters. */
export const text = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));

/**
 * What would turn round the words beside it: directional embeddings, overrides and isolates (Unicode UAX 9). The
 * marks that right-to-left names need stay.
 */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/g;

/** Text for one line of a page or a text message: breaks and control characters become a space. */
export const lineOfText = (max: number) =>
  z.string().check(
    z.overwrite((value) =>
      value
        .replace(TURNS, '')
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim(),
    ),
    z.minLength(1),
    z.maxLength(max),
  );

/** ISO 8601 with an offset or `Z`; becomes UTC with milliseconds, so that instants sort as text. */
export const instantField = z.iso.datetime({ offset: true }).check(z.overwrite(toUtc));

function toUtc(value: string): string {
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? value : time.toISOString();
}

/** E.164 as networks take it: `+` and 8 to 15 digits. */
export const phoneField = z
  .string()
  .check(z.regex(/^\+[1-9]\d{7,14}$/, 'A phone number is + and 8 to 15 digits.'));

export const emailField = z.email().check(z.maxLength(254));

export const timeZoneField = z
  .string()
  .check(z.maxLength(64), z.refine(isTimeZone, 'This is not the IANA name of a time zone.'));

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

export const latitudeField = z.number().check(z.gte(-90), z.lte(90));
export const longitudeField = z.number().check(z.gte(-180), z.lte(180));

/** A public address that pages may load from. */
export const httpsField = z.url({ protocol: /^https$/ }).check(z.maxLength(1000));

/** An id as a caller gives it; whether it exists, and is theirs, is decided later. */
export const idField = z.string().check(z.minLength(1), z.maxLength(128));

/** A place in a list, opaque to the caller. */
export const cursorField = z.optional(z.string().check(z.maxLength(1000)));
