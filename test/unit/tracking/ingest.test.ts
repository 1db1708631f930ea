import { describe, expect, it } from 'vitest';
import { acceptPositions } from '../../../shared/tracking/accept-positions.ts';
import type { Source } from '../../../shared/tracking/fix.ts';
import { readAlarms } from '../../../shared/tracking/ingest/alarms.ts';
import { readOsmand } from '../../../shared/tracking/ingest/osmand.ts';
import { readOverland } from '../../../shared/tracking/ingest/overland.ts';
import { readOwntracks } from '../../../shared/tracking/ingest/owntracks.ts';
import { packFixes, unpackFixes } from '../../../shared/tracking/packed-fixes.ts';

const AT = Date.parse('2026-11-20T17:00:00Z');
const PLACE = { at: AT, lat: 37.76, lng: -122.43 };
const SECONDS = AT / 1000;
const json = JSON.stringify;

/** The fixes that come of what an app sends, as they are stored and found again. */
const fixesOf = (positions: readonly unknown[], source: Source) =>
  unpackFixes(packFixes(acceptPositions(positions, AT + 1000, source).fixes));
const osmand = (query: string, body = '') => fixesOf(readOsmand(query, body), 'osmand');
const owntracks = (body: string) => fixesOf(readOwntracks(body), 'owntracks');
const overland = (body: string) => fixesOf(readOverland(body), 'overland');

const WHERE = 'lat=37.76&lon=-122.43';
const FULL = `id=123&${WHERE}&timestamp=${SECONDS}&accuracy=8.5&altitude=12&speed=10&bearing=182.4&batt=81&charge=true`;
const MEASURED = { accuracy: 8.5, speed: 5.1, heading: 182, battery: 81 };

describe('Traccar Client', () => {
  it.each([
    ['a query', FULL, '', MEASURED],
    ['a form', '', FULL, MEASURED],
    ['a query beside a form', `id=123&timestamp=${SECONDS}`, WHERE, {}],
    [
      'deviceid, location and heading',
      `deviceid=1&location=37.76,-122.43&timestamp=${SECONDS}&heading=90`,
      '',
      { heading: 90 },
    ],
    ['milliseconds', `${WHERE}&timestamp=${AT}`, '', {}],
    ['ISO 8601', `${WHERE}&timestamp=2026-11-20T17:00:00Z`, '', {}],
    ['ISO 8601 elsewhere', `${WHERE}&timestamp=2026-11-20T09:00:00.000-0800`, '', {}],
    ['a date and a time, in UTC', `${WHERE}&timestamp=2026-11-20+17:00:00`, '', {}],
    ['ISO 8601 without a zone, in UTC', `${WHERE}&timestamp=2026-11-20T17:00:00.000`, '', {}],
    ['an alarm', `${WHERE}&timestamp=${SECONDS}&alarm=sos`, '', {}],
    ['what it does not know', `${WHERE}&timestamp=${SECONDS}&accuracy=0&speed=-1&bearing=-1&batt=-1`, '', {}],
    ['nonsense beside the place', `${WHERE}&timestamp=${SECONDS}&speed=fast&batt=`, '', {}],
  ])('in its old form: %s', (_, query, body, more) => {
    expect(osmand(query, body)).toEqual([{ ...PLACE, ...more, source: 'osmand' }]);
  });

  const location = {
    timestamp: '2026-11-20T17:00:00.000Z',
    coords: { latitude: 37.76, longitude: -122.43, accuracy: 8.5, speed: 5.1, heading: 182, altitude: 12 },
    is_moving: true,
    odometer: 1234.5,
    event: 'motionchange',
    battery: { level: 0.81, is_charging: false },
    activity: { type: 'in_vehicle' },
    extras: {},
  };
  const unknown = {
    ...location,
    coords: { ...location.coords, speed: -1, heading: -1 },
    battery: { level: -1 },
  };

  it('in its new form, JSON in m/s', () => {
    const [known, vague] = [location, unknown].map((one) =>
      osmand('', json({ device_id: '1', location: one })),
    );
    expect(known).toEqual([{ ...PLACE, ...MEASURED, source: 'osmand' }]);
    expect(vague).toEqual([{ ...PLACE, accuracy: 8.5, source: 'osmand' }]);
  });
});

describe('OwnTracks', () => {
  const sure = { _type: 'location', lat: 37.76, lon: -122.43, tst: SECONDS };

  it.each([
    ['only what is sure', {}, {}],
    [
      'all there is, km/h',
      { acc: 8.5, alt: 12, vac: 3, vel: 36, cog: 182, batt: 81, bs: 1, t: 'u', tid: 'mb', conn: 'm', m: 2 },
      { accuracy: 8.5, speed: 10, heading: 182, battery: 81 },
    ],
    ['what it does not know', { acc: 0, vel: -1, cog: -1, batt: -1 }, {}],
    ['as it names itself', { topic: 'owntracks/mb/1', created_at: SECONDS + 1, _id: 'abc' }, {}],
  ])('sends %s', (_, sent, more) => {
    expect(owntracks(json({ ...sure, ...sent }))).toEqual([{ ...PLACE, ...more, source: 'owntracks' }]);
  });

  it.each(['transition', 'waypoint', 'status', 'lwt', 'encrypted'])('also sends a %s', (_type) => {
    expect(owntracks(json({ ...sure, _type }))).toEqual([]);
  });
});

describe('Overland', () => {
  const feature = (second: number, properties: object = {}) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [-122.43, 37.76] },
    properties: { timestamp: new Date(AT + second * 1000).toISOString(), ...properties },
  });

  it.each([
    [
      'all there is, m/s',
      {
        altitude: 12,
        speed: 5.1,
        course: 182,
        horizontal_accuracy: 8.5,
        vertical_accuracy: 3,
        speed_accuracy: 1,
        course_accuracy: 5,
        motion: ['driving'],
        battery_state: 'unplugged',
        battery_level: 0.81,
        wifi: 'van',
        device_id: '1',
        unique_id: 'x',
      },
      MEASURED,
    ],
    ['what is not valid', { speed: -1, course: -1, horizontal_accuracy: 0, battery_level: -1 }, {}],
    ['an offset without a colon', { timestamp: '2026-11-20T09:00:00-0800' }, {}],
  ])('sends %s', (_, properties, more) => {
    expect(overland(json({ locations: [feature(0, properties)] }))).toEqual([
      { ...PLACE, ...more, source: 'overland' },
    ]);
  });

  it('sends a batch of any size, and with a backlog where it is now', () => {
    const locations = Array.from({ length: 2000 }, (_, n) => feature(n - 3000));
    const fixes = overland(json({ locations, current: feature(0), trip: { mode: 'driving' } }));
    expect([fixes.length, fixes.at(-1)?.at]).toEqual([2001, AT]);
  });
});

describe.each([
  ['Traccar Client', (body: string) => osmand('', body)],
  ['OwnTracks', owntracks],
  ['Overland', overland],
])('of %s', (_, read) => {
  it.each([
    ['nothing', ''],
    ['half a message', '{"locations": ['],
    ['null', 'null'],
    ['a list', '[1, null, {}]'],
    ['a heartbeat', json({ device_id: '1', location: { timestamp: '2026-11-20T17:00:00Z' } })],
    ['a heartbeat as a form', `id=1&timestamp=${SECONDS}&batt=50`],
    ['a place without a time', WHERE],
    ['no place on Earth', `lat=91&lon=0&timestamp=${SECONDS}`],
    ['a time beyond all calendars', `${WHERE}&timestamp=9e99`],
    ['the future', `${WHERE}&timestamp=${SECONDS + 122}`],
    ['a location that is none', json({ _type: 'location', lat: 'x', lon: {}, tst: [] })],
    [
      'features that are none',
      json({ locations: [7, null, { geometry: {} }, { geometry: { coordinates: [] } }] }),
    ],
  ])('%s is no fix', (_what, body) => {
    expect(read(body)).toEqual([]);
  });
});

describe('a Traccar server', () => {
  const ISO = '2026-11-20T17:00:00.000+00:00';
  const position = {
    id: 12,
    deviceId: 3,
    protocol: 'teltonika',
    serverTime: ISO,
    deviceTime: ISO,
    fixTime: ISO,
    outdated: false,
    valid: true,
    latitude: 37.76,
    longitude: -122.43,
    altitude: 12,
    speed: 10,
    course: 182.4,
    accuracy: 8.5,
    address: null,
    attributes: { batteryLevel: 81, power: 12.6, ignition: true, motion: true },
  };
  const forwarded = (more: object) =>
    json({ position: { ...position, ...more }, device: { id: 3, uniqueId: '86012', name: 'Van 3' } });

  it.each([
    ['with everything', {}, { ...PLACE, ...MEASURED, source: 'vehicle' }],
    [
      'of a device that does not know how good it is',
      { accuracy: 0 },
      { ...PLACE, ...MEASURED, accuracy: undefined, source: 'vehicle' },
    ],
    [
      'without attributes',
      { attributes: undefined },
      { ...PLACE, ...MEASURED, battery: undefined, source: 'vehicle' },
    ],
  ])('forwards a position %s', (_, more, fix) => {
    expect(fixesOf(readOsmand('', forwarded(more)), 'vehicle')).toEqual([fix]);
  });

  it.each([{ outdated: true }, { valid: false }])('forwards what is no position: %j', (more) => {
    expect(readOsmand('', forwarded(more))).toEqual([]);
  });

  it.each([
    ['hardBraking', ['hard_braking']],
    ['hardAcceleration, hardCornering', ['hard_acceleration', 'hard_cornering']],
    ['overspeed,overspeed,sos', ['speeding']],
    ['powerCut', ['power_cut']],
    ['lowBattery', []],
    ['constructor', []],
    [7, []],
  ])('forwards the alarm %s', (alarm, kinds) => {
    const alarms = readAlarms('', forwarded({ attributes: { alarm } }), AT);
    expect(alarms.map(({ kind }) => kind)).toEqual(kinds);
    for (const one of alarms)
      expect(one).toMatchObject({ at: '2026-11-20T17:00:00.000Z', lat: 37.76, lng: -122.43, speed: 5.1 });
  });

  it.each([
    [
      'a tracker without a place',
      `alarm=powerCut&timestamp=${SECONDS}`,
      [{ kind: 'power_cut', at: '2026-11-20T17:00:00.000Z' }],
    ],
    [
      'two minutes ahead',
      `alarm=powerCut&timestamp=${SECONDS + 120}`,
      [{ kind: 'power_cut', at: '2026-11-20T17:00:00.000Z' }],
    ],
    ['further ahead', `alarm=powerCut&timestamp=${SECONDS + 121}`, []],
    ['without a time', 'alarm=powerCut', []],
    ['with nonsense for a time', 'alarm=powerCut&timestamp=soon', []],
  ])('is not needed for an alarm: %s', (_, query, alarms) => {
    expect(readAlarms(query, '', AT)).toEqual(alarms);
  });
});
