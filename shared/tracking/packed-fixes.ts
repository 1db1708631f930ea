import { type Fix, SOURCES } from './fix.ts';

/**
 * Fixes as one short text: some 25 bytes each, so that a technician's item stays within one write unit. Whole
 * numbers in base 36, times and coordinates as differences to the fix before: milliseconds, 1e-6 degrees
 * (11 cm), decimetres, dm/s, degrees, percent, and 1 and up for the source. A trailing field that is unknown is left out.
 */
export const packFixes = (fixes: readonly Fix[]): string => {
  let before = ORIGIN;
  return fixes
    .map((fix) => {
      const here = whole(fix);
      const packed = packOne(here, before);
      before = here;
      return packed;
    })
    .join(';');
};

/** The opposite of `packFixes`. */
export function unpackFixes(packed: string): Fix[] {
  if (packed === '') return [];
  let before = ORIGIN;
  return packed.split(';').map((one) => {
    const [at, lat, lng, ...rest] = one.split(',').map(fromBase36);
    before = {
      at: before.at + (at ?? 0),
      lat: before.lat + (lat ?? 0),
      lng: before.lng + (lng ?? 0),
      rest,
    };
    return toFix(before);
  });
}

interface Whole {
  readonly at: number;
  readonly lat: number;
  readonly lng: number;
  readonly rest: readonly (number | undefined)[];
}

const ORIGIN: Whole = { at: 0, lat: 0, lng: 0, rest: [] };
const MICRO = 1e6;

const whole = (fix: Fix): Whole => ({
  at: Math.round(fix.at),
  lat: Math.round(fix.lat * MICRO),
  lng: Math.round(fix.lng * MICRO),
  rest: [
    fix.accuracy === undefined ? undefined : Math.max(1, Math.round(fix.accuracy * 10)),
    fix.speed === undefined ? undefined : Math.round(fix.speed * 10),
    fix.heading === undefined ? undefined : Math.round(fix.heading) % 360,
    fix.battery === undefined ? undefined : Math.round(fix.battery),
    fix.source === undefined ? undefined : SOURCES.indexOf(fix.source) + 1,
  ],
});

const packOne = (here: Whole, before: Whole): string =>
  [here.at - before.at, here.lat - before.lat, here.lng - before.lng, ...here.rest]
    .map((value) => value?.toString(36) ?? '')
    .join(',')
    .replace(/,+$/, '');

const fromBase36 = (text: string): number | undefined =>
  text === '' ? undefined : Number.parseInt(text, 36);

function toFix({ at, lat, lng, rest }: Whole): Fix {
  const [accuracy, speed, heading, battery, sourceCode = 0] = rest;
  const source = SOURCES[sourceCode - 1];
  return {
    at,
    lat: lat / MICRO,
    lng: lng / MICRO,
    ...(accuracy !== undefined && { accuracy: accuracy / 10 }),
    ...(speed !== undefined && { speed: speed / 10 }),
    ...(heading !== undefined && { heading }),
    ...(battery !== undefined && { battery }),
    ...(source !== undefined && { source }),
  };
}
