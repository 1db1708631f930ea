import * as z from 'zod/mini';
import type { Address } from '../town/addresses.ts';
import type { Town } from '../town/town.ts';
import type { Emulator, World } from './emulator.ts';
import { operation, textOf, whole } from './operation.ts';
import { createRestEmulator, refuseGeo } from './rest-json.ts';

/** By free text; address components are not emulated. */
const REQUEST = z.strictObject({
  QueryText: textOf(1, 200),
  MaxResults: z.optional(whole(1, 100)),
  AdditionalFeatures: z._default(z.array(z.enum(['TimeZone'])), []),
  IntendedUse: z._default(z.enum(['SingleUse', 'Storage']), 'SingleUse'),
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
    },
    refuse: refuseGeo,
  });
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
