import { GeocodeCommand, GeoPlacesClient } from '@aws-sdk/client-geo-places';
import { log } from '../kernel/log.ts';

const client = new GeoPlacesClient({
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

/** Only what names one door: the middle of a street or a town would put the arrival circle somewhere else. */
const PRECISE = new Set(['PointAddress', 'SecondaryAddress', 'InterpolatedAddress', 'PointOfInterest']);
const GOOD_MATCH = 0.8;

/** Where an address is; undefined when that cannot be told, or nobody answers in time. */
export async function geocode(line: string): Promise<{ lat: number; lng: number } | undefined> {
  try {
    // Storage: the result is kept with the visit, which Amazon prices and licenses differently.
    const { ResultItems } = await client.send(
      new GeocodeCommand({ QueryText: line, MaxResults: 1, IntendedUse: 'Storage' }),
      { abortSignal: AbortSignal.timeout(3000) },
    );
    const best = ResultItems?.[0];
    const [lng, lat] = best?.Position ?? [];
    if (lat === undefined || lng === undefined || !PRECISE.has(best?.PlaceType ?? '')) return undefined;
    return (best?.MatchScores?.Overall ?? 0) >= GOOD_MATCH ? { lat, lng } : undefined;
  } catch (error) {
    log.warn('an address could not be looked up', { name: (error as Error).name });
    return undefined;
  }
}
