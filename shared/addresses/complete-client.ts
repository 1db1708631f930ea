import { AutocompleteCommand, GeoPlacesClient } from '@aws-sdk/client-geo-places';
import { log } from '../kernel/log.ts';
import type { Language } from '../team/settings.ts';

/** Somebody is typing: an answer that is late is none. */
const client = new GeoPlacesClient({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
});

/** What a visit may lead to; no towns, no countries. */
const STREETS_AND_DOORS = ['PointAddress', 'InterpolatedAddress', 'Street'] as const;
const DOORS: readonly string[] = ['PointAddress', 'SecondaryAddress', 'InterpolatedAddress'];
const MOST = 7;

export interface Suggestion {
  readonly line: string;
  /** Names one door. */
  readonly precise: boolean;
}

export interface Asked {
  readonly text: string;
  readonly language: Language;
  /** Where the likelier ones are. */
  readonly near?: { readonly lat: number; readonly lng: number } | undefined;
}

/** What an address that is being typed may become; nothing when nobody answers in time. */
export async function completeAddress({ text, language, near }: Asked): Promise<Suggestion[]> {
  try {
    const { ResultItems = [] } = await client.send(
      new AutocompleteCommand({
        QueryText: text,
        MaxResults: MOST,
        Language: language,
        Filter: { IncludePlaceTypes: [...STREETS_AND_DOORS] },
        ...(near && { BiasPosition: [near.lng, near.lat] }),
      }),
    );
    return ResultItems.map(({ Title = '', Address, PlaceType = '' }) => ({
      line: Address?.Label ?? Title,
      precise: DOORS.includes(PlaceType),
    }));
  } catch (error) {
    log.warn('addresses could not be suggested', { name: (error as Error).name });
    return [];
  }
}
