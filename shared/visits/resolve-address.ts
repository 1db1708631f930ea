import type { Address } from './visit.ts';

/** An address as somebody typed it, perhaps with where it is. */
export interface AddressGiven {
  readonly line: string;
  readonly lat?: number | undefined;
  readonly lng?: number | undefined;
  readonly timeZone?: string | undefined;
}

/** An address with its place: the one given, else the one found; verified only with a place. */
export async function resolveAddress(
  { line, lat, lng, timeZone: given }: AddressGiven,
  accountTimeZone: string,
): Promise<Address> {
  const timeZone = given ?? accountTimeZone;
  const place = lat !== undefined && lng !== undefined ? { lat, lng } : await lookUp(line);
  return { line, ...place, verified: place !== undefined, timeZone };
}

/** Most visits come with a place: the client is loaded only for those that do not. */
async function lookUp(line: string) {
  const { geocode } = await import('./geocode-client.ts');
  return geocode(line);
}
