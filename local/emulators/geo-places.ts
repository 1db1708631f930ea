import type { Address } from '../town/addresses.ts';
import type { Town } from '../town/town.ts';
import type { Emulator, World } from './emulator.ts';
import { invalid, readOptionalText, readText, type Structure } from './read-input.ts';
import { jsonReply, readRestCall, refuseRest } from './rest-json.ts';

/** Amazon Location Places: knows the houses of the town and nothing else. */
export function createGeoPlaces(_world: World, town: Town): Emulator {
  return {
    service: 'geo-places',
    signingNames: ['geo-places'],
    parse: (request) =>
      readRestCall([{ method: 'POST', path: '/v2/geocode', operation: 'Geocode' }], request),
    handle: ({ input }) => jsonReply(geocode(town, input), { 'x-amz-geo-pricing-bucket': bucket(input) }),
    refuse: refuseRest,
  };
}

function geocode(town: Town, input: Structure): unknown {
  if (input['QueryText'] === undefined) throw invalid('QueryText is missing (components are not emulated)');
  const house = town.findAddress(readText(input, 'QueryText', /^.{1,200}$/su));
  const features = Array.isArray(input['AdditionalFeatures']) ? input['AdditionalFeatures'] : [];
  return { ResultItems: house ? [describe(town, house, features.includes('TimeZone'))] : [] };
}

/** What is kept costs more than what is only shown. */
function bucket(input: Structure): string {
  return readOptionalText(input, 'IntendedUse', /^(SingleUse|Storage)$/) === 'Storage' ? 'Stored' : 'Core';
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
