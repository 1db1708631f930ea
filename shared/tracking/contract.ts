import * as z from 'zod/mini';
import { SOURCES } from './fix.ts';
import { PERMISSIONS, VERSION } from './phone-state.ts';

const instantText = z.iso.datetime({ offset: true });
const latitude = z.number().check(z.gte(-90), z.lte(90));
const longitude = z.number().check(z.gte(-180), z.lte(180));

/** One fix as a phone reports it: metres, m/s, degrees from north, percent. */
export const Fix = z
  .object({
    at: instantText,
    lat: latitude,
    lng: longitude,
    accuracy: z.optional(z.nullable(z.number())),
    speed: z.optional(z.nullable(z.number())),
    heading: z.optional(z.nullable(z.number())),
    battery: z.optional(z.nullable(z.number())),
  })
  .register(z.globalRegistry, {
    id: 'Fix',
    description: 'One position. Accuracy 0 and negative speed or heading mean unknown.',
  });

/** The body of `POST /positions`; the door itself judges each fix alone, so that one bad fix spoils no other. */
export const PositionBatch = z
  .object({
    // Whatever is no fix is named in the answer, and refuses nothing else.
    positions: z.array(z.union([Fix, z.unknown()])).check(z.maxLength(100)),
    permission: z.optional(z.enum(PERMISSIONS)),
    appVersion: z.optional(z.string().check(z.regex(VERSION))),
  })
  .register(z.globalRegistry, {
    id: 'PositionBatch',
    description:
      'At least one position, unless permission is told. permission: whether the phone lets the app know where it ' +
      'is, at this moment; what is not told stays as it was told last.',
  });

/** The answer to `POST /positions`. */
export const PositionReceipt = z
  .object({
    accepted: z.int().check(z.gte(0)),
    rejected: z.array(z.object({ index: z.int(), reason: z.string() })),
  })
  .register(z.globalRegistry, {
    id: 'PositionReceipt',
    description: 'Late and repeated fixes count as accepted.',
  });

/** Where a technician was last seen; staff only. */
export const TechnicianPosition = z
  .object({
    memberId: z.string(),
    name: z.string(),
    lat: latitude,
    lng: longitude,
    at: instantText,
    age: z.int().check(z.gte(0)),
    accuracy: z.nullable(z.number()),
    speed: z.nullable(z.number()),
    heading: z.nullable(z.number()),
    battery: z.optional(z.number()),
    batteryAt: z.optional(instantText),
    permission: z.optional(z.enum(PERMISSIONS)),
    appVersion: z.optional(z.string()),
    source: z.enum(['app', ...SOURCES]),
    visitId: z.optional(z.string()),
  })
  .register(z.globalRegistry, {
    id: 'TechnicianPosition',
    description:
      'age: of the position, in seconds by our clock. battery: of the phone, as it told at batteryAt. source: app is ' +
      'our own, vehicle the tracker of the vehicle they drive. visitId: the visit they are on the way to.',
  });

/** The query of `GET /technicians/positions`. */
export const PositionsQuery = z.object({ map: z.optional(z.literal('true')) });

/** The answer to `GET /technicians/positions`. */
export const TechnicianPositions = z
  .object({ technicians: z.array(TechnicianPosition), mapStyleUrl: z.optional(z.string()) })
  .register(z.globalRegistry, {
    id: 'TechnicianPositions',
    description:
      'Technicians without a position of the last day are left out. mapStyleUrl: with map=true, the style of the map ' +
      'to draw them on, with the key that opens it for pages of this host.',
  });

/** The arrival time as the public sees it. */
export const Eta = z
  .object({
    arrivesAt: instantText,
    earliest: z.optional(instantText),
    latest: z.optional(instantText),
    distanceMeters: z.int().check(z.gte(0)),
    computedAt: instantText,
  })
  .register(z.globalRegistry, {
    id: 'Eta',
    description: 'earliest and latest: only when the position it rests on is older than two minutes.',
  });

/** The position as the public sees it, only while the technician is on the way. */
export const PublicPosition = z
  .object({
    lat: latitude,
    lng: longitude,
    at: instantText,
    heading: z.optional(z.number()),
    accuracy: z.optional(z.number()),
  })
  .register(z.globalRegistry, { id: 'PublicPosition' });

/** A line on the map. */
export const Polyline = z
  .object({ polyline: z.string() })
  .register(z.globalRegistry, { id: 'Polyline', description: 'Encoded polyline, precision 5.' });

/** The way ahead of the van. */
export const PublicRoute = z
  .object({
    polyline: z.string(),
    names: z.optional(z.array(z.object({ name: z.string(), meters: z.number() }))),
  })
  .register(z.globalRegistry, {
    id: 'PublicRoute',
    description:
      'Encoded polyline, precision 5; the streets along it and how many metres ahead each of them begins.',
  });
