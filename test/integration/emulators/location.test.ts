import {
  BatchDeleteGeofenceCommand,
  BatchEvaluateGeofencesCommand,
  BatchPutGeofenceCommand,
  GetGeofenceCommand,
  ListGeofencesCommand,
  LocationClient,
  PutGeofenceCommand,
} from '@aws-sdk/client-location';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { declareGeofenceCollection } from '../../../local/emulators/geofences.ts';
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

  it('are refused as the service refuses them', async () => {
    const wrong = (over: object) =>
      location.send(new PutGeofenceCommand({ CollectionName, GeofenceId: 'x', Geometry: circle, ...over }));
    await expect(wrong({ CollectionName: 'other' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(wrong({ GeofenceId: 'a/b' })).rejects.toMatchObject({ name: 'ValidationException' });
    const flat = { Circle: { Center: site, Radius: 0 } };
    await expect(wrong({ Geometry: flat })).rejects.toMatchObject({ name: 'ValidationException' });
    const far = { Circle: { Center: [38.55, -121.73], Radius: 90 } };
    await expect(wrong({ Geometry: far })).rejects.toMatchObject({ name: 'ValidationException' });
    const DevicePositionUpdates = Array.from({ length: 11 }, () => ({
      DeviceId: 'phone',
      SampleTime: new Date(),
      Position: site,
    }));
    const many = location.send(new BatchEvaluateGeofencesCommand({ CollectionName, DevicePositionUpdates }));
    await expect(many).rejects.toMatchObject({ name: 'ValidationException' });
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
