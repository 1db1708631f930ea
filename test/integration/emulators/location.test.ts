import {
  BatchDeleteGeofenceCommand,
  BatchEvaluateGeofencesCommand,
  BatchPutGeofenceCommand,
  GetGeofenceCommand,
  ListGeofencesCommand,
  LocationClient,
  PutGeofenceCommand,
} from '@aws-sdk/client-location';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  declareGeofenceCollection,
  deleteGeofence,
  findGeofence,
  listGeofences,
} from '../../../local/emulators/geofences.ts';
import { createLocation } from '../../../local/emulators/location.ts';
import {
  createWorld,
  type ObservedWorld,
  type ServedEmulators,
  serveEmulators,
} from '../../support/serve-emulators.ts';

const CollectionName = 'fences';
const site: [number, number] = [-121.73, 38.55];
const inside: [number, number] = [-121.7301, 38.5501];
const outside: [number, number] = [-121.735, 38.55];
const circle = { Circle: { Center: site, Radius: 91.44 } };

let world: ObservedWorld;
let served: ServedEmulators;
let location: LocationClient;
let sample = 0;

beforeAll(async () => {
  world = createWorld();
  declareGeofenceCollection(world.store, CollectionName);
  served = await serveEmulators(createLocation(world));
  location = new LocationClient(served.client);
});
afterAll(() => served.stop());
beforeEach(() => {
  world.emitted.length = 0;
  sample += 1000;
});

async function report(DeviceId: string, Position: [number, number], seconds: number) {
  const SampleTime = new Date(world.now() + (sample + seconds) * 1000);
  const update = {
    DeviceId,
    Position,
    SampleTime,
    Accuracy: { Horizontal: 500 },
    PositionProperties: { trip: '1' },
  };
  await location.send(new BatchEvaluateGeofencesCommand({ CollectionName, DevicePositionUpdates: [update] }));
}
const crossings = () => world.emitted.map(({ detail }) => (detail as { EventType: string }).EventType);
const put = (GeofenceId: string) =>
  location.send(
    new PutGeofenceCommand({ CollectionName, GeofenceId, Geometry: circle, GeofenceProperties: { a: 'b' } }),
  );

describe('geofences', () => {
  afterEach(() => {
    for (const { id } of listGeofences(world.store, CollectionName))
      deleteGeofence(world.store, CollectionName, id);
  });

  it('are put, read, listed and deleted', async () => {
    const { CreateTime } = await put('visit-1');
    expect(CreateTime).toEqual(new Date(world.now()));
    const entries = ['visit-2', 'visit-3'].map((GeofenceId) => ({ GeofenceId, Geometry: circle }));
    const batch = await location.send(new BatchPutGeofenceCommand({ CollectionName, Entries: entries }));
    expect(batch.Successes?.map(({ GeofenceId }) => GeofenceId)).toEqual(['visit-2', 'visit-3']);

    const fence = await location.send(new GetGeofenceCommand({ CollectionName, GeofenceId: 'visit-1' }));
    expect(fence).toMatchObject({ Status: 'ACTIVE', Geometry: circle, GeofenceProperties: { a: 'b' } });
    const page = await location.send(new ListGeofencesCommand({ CollectionName, MaxResults: 2 }));
    expect(page.Entries?.map(({ GeofenceId }) => GeofenceId)).toEqual(['visit-1', 'visit-2']);
    const rest = await location.send(new ListGeofencesCommand({ CollectionName, NextToken: page.NextToken }));
    expect(rest.Entries).toHaveLength(1);

    const GeofenceIds = ['visit-1', 'visit-2', 'visit-3', 'never'];
    const deleted = await location.send(new BatchDeleteGeofenceCommand({ CollectionName, GeofenceIds }));
    expect(deleted.Errors).toMatchObject([{ GeofenceId: 'never', Error: { Code: 'ResourceNotFoundError' } }]);
  });

  const shape = (over: object) =>
    location.send(new PutGeofenceCommand({ CollectionName, GeofenceId: 'x', Geometry: circle, ...over }));
  const around = (Center: [number, number], Radius: number) => ({ Geometry: { Circle: { Center, Radius } } });
  const properties = (count: number, key = 'key', value = 'value') => ({
    GeofenceProperties: Object.fromEntries(Array.from({ length: count }, (_, n) => [`${key}${n}`, value])),
  });

  it.each([
    ['an id of 100 letters', { GeofenceId: 'é'.repeat(100) }],
    ['a radius of 100 km', around(site, 100_000)],
    ['three properties, as long as they may be', properties(3, 'k'.repeat(19), 'v'.repeat(40))],
  ])('may have %s', async (_, over) => {
    expect((await shape(over)).UpdateTime).toBeInstanceOf(Date);
  });

  it.each([
    ['an id of 101 letters', { GeofenceId: 'é'.repeat(101) }, 'GeofenceId'],
    ['an id with a slash', { GeofenceId: 'a/b' }, 'GeofenceId'],
    ['no radius', around(site, 0), 'Geometry.Circle.Radius'],
    ['a radius of more than 100 km', around(site, 100_001), 'Geometry.Circle.Radius'],
    ['a centre beyond the pole', around([0, 91], 90), 'Geometry.Circle.Center.1'],
    ['four properties', properties(4), 'GeofenceProperties'],
    ['a property with a long name', properties(1, 'k'.repeat(20)), `GeofenceProperties.${'k'.repeat(20)}0`],
    ['a property with a long value', properties(1, 'key', 'v'.repeat(41)), 'GeofenceProperties.key0'],
  ])('are refused with %s, by its name', async (_, over, Name) => {
    await expect(shape(over)).rejects.toMatchObject({
      name: 'ValidationException',
      Reason: 'FieldValidationFailed',
      FieldList: [{ Name }],
    });
  });

  it('are told what is missing, and that a collection is not there', async () => {
    await expect(shape({ Geometry: undefined })).rejects.toMatchObject({
      Reason: 'Missing',
      FieldList: [{ Name: 'Geometry' }],
    });
    await expect(shape({ CollectionName: 'other' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('come ten to a batch, and a hundred to a page', async () => {
    const updates = (length: number) =>
      location.send(
        new BatchEvaluateGeofencesCommand({
          CollectionName,
          DevicePositionUpdates: Array.from({ length }, () => ({
            DeviceId: 'phone',
            SampleTime: new Date(),
            Position: outside,
          })),
        }),
      );
    const page = (MaxResults: number) =>
      location.send(new ListGeofencesCommand({ CollectionName, MaxResults }));
    expect(await updates(10)).toMatchObject({ Errors: [] });
    expect(await page(100)).toHaveProperty('Entries');
    for (const refused of [updates(0), updates(11), page(0), page(101)])
      await expect(refused).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it.each([
    ['before', 1],
    ['after', 2],
  ] as const)('can fail one by one %s they are put, in an answer of 200', async (when, there) => {
    const ids = ['first', 'second'].map((name) => `${name}-${when}`);
    world.faults.add({
      service: 'location',
      operation: 'BatchPutGeofence',
      kind: 'item-errors',
      when,
      times: 1,
    });
    const Entries = ids.map((GeofenceId) => ({ GeofenceId, Geometry: circle }));
    const { Errors, Successes } = await location.send(
      new BatchPutGeofenceCommand({ CollectionName, Entries }),
    );
    expect(Errors).toMatchObject([{ GeofenceId: ids[0], Error: { Code: 'InternalServerError' } }]);
    expect(Successes).toMatchObject([{ GeofenceId: ids[1] }]);
    expect(ids.filter((id) => findGeofence(world.store, CollectionName, id))).toHaveLength(there);
  });
});

describe('a device', () => {
  it('enters and leaves a fence once each, whatever its accuracy', async () => {
    await put('visit-4');
    await report('walker', outside, 0);
    expect(world.emitted).toEqual([]);
    await report('walker', inside, 5);
    await report('walker', site, 10);
    expect(world.emitted).toMatchObject([
      {
        source: 'aws.geo',
        'detail-type': 'Location Geofence Event',
        resources: ['arn:aws:geo:us-east-1:123456789012:geofence-collection/fences'],
        detail: {
          EventType: 'ENTER',
          GeofenceId: 'visit-4',
          DeviceId: 'walker',
          Position: inside,
          Accuracy: { Horizontal: 500 },
          PositionProperties: { trip: '1' },
          GeofenceProperties: { a: 'b' },
        },
      },
    ]);
    await report('walker', outside, 15);
    expect(crossings()).toEqual(['ENTER', 'EXIT']);
  });

  it('enters with its first position when that is inside, and a fence made anew again', async () => {
    await put('visit-5');
    const own = () =>
      world.emitted.filter(({ detail }) => (detail as { GeofenceId: string }).GeofenceId === 'visit-5');
    await report('starter', inside, 0);
    expect(own()).toHaveLength(1);
    await location.send(new BatchDeleteGeofenceCommand({ CollectionName, GeofenceIds: ['visit-5'] }));
    await report('starter', inside, 5);
    expect(own()).toHaveLength(1);
    world.setClock(world.now() + 1000);
    await put('visit-5');
    await report('starter', inside, 10);
    expect(own()).toHaveLength(2);
  });

  it('raises nothing by a sample older than its last', async () => {
    await put('visit-4');
    await report('late', outside, 60);
    await report('late', inside, 30);
    expect(world.emitted).toEqual([]);
  });
});
