import * as z from 'zod/mini';
import type { Address, Completion } from '../town/addresses.ts';
import type { Town } from '../town/town.ts';
import type { Emulator, World } from './emulator.ts';
import { listOf, operation, POSITION, textOf, whole } from './operation.ts';
import { createRestEmulator, refuseGeo } from './rest-json.ts';

/** By free text; address components are not emulated. */
const REQUEST = z.strictObject({
  QueryText: textOf(1, 200),
  MaxResults: z.optional(whole(1, 100)),
  AdditionalFeatures: z._default(z.array(z.enum(['TimeZone'])), []),
  IntendedUse: z._default(z.enum(['SingleUse', 'Storage']), 'SingleUse'),
});

const KINDS = [
  'Country',
  'InterpolatedAddress',
  'Intersection',
  'Locality',
  'PointAddress',
  'PostalCode',
  'Region',
  'Street',
] as const;
/** By a beginning, near a place that changes nothing here: there is one town. */
const BEGINNING = z.strictObject({
  QueryText: textOf(1, 200),
  MaxResults: z._default(whole(1, 20), 5),
  BiasPosition: z.optional(POSITION),
  Filter: z.optional(z.strictObject({ IncludePlaceTypes: z.optional(listOf(z.enum(KINDS), 1, 8)) })),
  Language: z.optional(textOf(2, 35)),
  IntendedUse: z.optional(z.enum(['SingleUse'])),
});

/** Amazon Location Places: knows the houses of the town and nothing else. */
export function createGeoPlaces(_world: World, town: Town): Emulator {
  return createRestEmulator({
    service: 'geo-places',
    signingNames: ['geo-places'],
    operations: {
      Geocode: {
        method: 'POST',
        path: '/v2/geocode',
        // What is kept costs more than what is only shown.
        headers: ({ IntendedUse }) => ({
          'x-amz-geo-pricing-bucket': IntendedUse === 'Storage' ? 'Stored' : 'Core',
        }),
        ...operation(REQUEST, ({ QueryText, AdditionalFeatures }) => {
          const house = town.findAddress(QueryText);
          return {
            ResultItems: house ? [describe(town, house, AdditionalFeatures.includes('TimeZone'))] : [],
          };
        }),
      },
      Autocomplete: {
        method: 'POST',
        path: '/v2/autocomplete',
        headers: () => ({ 'x-amz-geo-pricing-bucket': 'Label' }),
        ...operation(BEGINNING, ({ QueryText, MaxResults, Filter }) => ({
          ResultItems: town
            .complete(QueryText)
            .map((found) => complete(town, found))
            .filter(({ PlaceType }) => (Filter?.IncludePlaceTypes ?? KINDS).includes(PlaceType))
            .slice(0, MaxResults),
        })),
      },
    },
    refuse: refuseGeo,
  });
}

/** A house, or a street where none is named. */
function complete(town: Town, { street, number }: Completion) {
  const line = number === undefined ? street : `${number} ${street}`;
  const title = `${line}, ${town.name}, ${town.region} ${town.postalCode}, United States`;
  return {
    PlaceId: Buffer.from(line).toString('base64url'),
    PlaceType: number === undefined ? ('Street' as const) : ('PointAddress' as const),
    Title: title,
    // Its parts cost more, and are not asked for.
    Address: { Label: title },
    Language: 'en',
  };
}

function describe(town: Town, house: Address, timeZone: boolean): unknown {
  const title = `${house.line}, ${town.name}, ${town.region} ${town.postalCode}, United States`;
  const position = [house.place.lng, house.place.lat];
  const kerb = town.nearestStreet(house.place).place;
  return {
    PlaceId: Buffer.from(house.line).toString('base64url'),
    PlaceType: 'PointAddress',
    Title: title,
    Address: {
      Label: title,
      Country: { Code2: 'US', Code3: 'USA', Name: 'United States' },
      Region: { Code: town.region, Name: 'California' },
      Locality: town.name,
      PostalCode: town.postalCode,
      Street: house.street,
      AddressNumber: String(house.number),
    },
    Position: position,
    MapView: [...position, ...position],
    AccessPoints: [{ Position: [kerb.lng, kerb.lat] }],
    MatchScores: { Overall: 1 },
    ...(timeZone ? { TimeZone: { Name: town.timeZone } } : {}),
  };
}
