import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveTiles } from '../../local/town/tiles/serve-tiles.ts';
import { createTownTiles } from '../../local/town/tiles/town-tiles.ts';
import { createTown } from '../../local/town/town.ts';
import { survey } from '../../shared/public/drawing/ground.ts';
import { sideOf, wayOf } from '../../shared/public/drawing/scene.ts';
import { drawSketch } from '../../shared/public/sketch/draw-sketch.ts';
import { planStreets } from '../../shared/public/sketch/street-plan.ts';
import { openTiles } from '../../shared/public/sketch/street-tiles.ts';
import type { StatusDocument } from '../../shared/public/status-document.ts';
import { type Line, simplified } from '../../shared/tracking/geometry.ts';
import { encodeLine } from '../../shared/tracking/route.ts';

const town = createTown();
const HOUSE = town.findAddress('48 Willow Ln');
const DEPOT = town.findAddress('402 Main St');
if (!HOUSE || !DEPOT) throw new Error('the town has changed');
const home = HOUSE.place;

/** All stories are told at this moment: a Friday morning in the town. */
export const TOLD_AT = Date.parse('2026-11-20T17:03:00.000Z');
const ago = (seconds: number) => new Date(TOLD_AT - seconds * 1000).toISOString();
const ahead = (minutes: number) => ago(-minutes * 60);

/** A drive through the town to the house, so far along it. */
function drive(share: number, age = 4) {
  const { places, stretches } = town.route(DEPOT?.place ?? home, home);
  const line: Line = places.map(({ lat, lng }) => [lng, lat] as const);
  const cut = Math.round(share * (line.length - 1));
  const way = simplified(line.slice(cut), 5);
  const [lng = 0, lat = 0] = line[cut] ?? [];
  const named = stretches.map(({ street, meters, offset }) => ({ street, meters, offset }));
  let meters = 0;
  const names = named.flatMap(({ street, meters: length, offset }, index) => {
    const next = named[index + 1]?.offset ?? line.length - 1;
    if (next <= cut) return [];
    const whole = next - offset;
    const from = meters;
    meters += offset >= cut ? length : (length * (next - cut)) / whole;
    return [{ name: street, meters: Math.round(from) }];
  });
  return {
    position: { lat, lng, at: ago(age), accuracy: 6 },
    route: { polyline: encodeLine(way), names },
    trail: { polyline: encodeLine(line.slice(Math.max(0, cut - 2), cut + 1)) },
  };
}

const company = { name: "Mike's Contracting", phone: '+1 415 555-0142', brandColor: '#2f49e0' };
const about = {
  company,
  job: 'Furnace tune-up',
  window: {
    start: '2026-11-20T17:00:00.000Z',
    end: '2026-11-20T18:00:00.000Z',
    timeZone: 'America/Los_Angeles',
  },
  address: { line: '48 Willow Ln', lat: home.lat, lng: home.lng },
  technician: { firstName: 'Marcus', vehicle: 'White Ford Transit' },
  updatedAt: ago(420),
  serverTime: ago(0),
  messages: { sms: true, push: true },
  live: { url: 'wss://track.example.com/live' },
};
const eta = { arrivesAt: ahead(12), distanceMeters: 2900, computedAt: ago(4) };
const late = { since: ago(600) };

/** A visit in every state that its page knows. */
export const STORIES: Readonly<Record<string, Partial<StatusDocument>>> = {
  scheduled: { status: 'pending_dispatch' },
  dispatched: { status: 'dispatched' },
  unverified: { status: 'dispatched', address: { line: '48 Willow Ln' } },
  hold: { status: 'dispatched', hold: { since: ago(60) } },
  delayed: { status: 'dispatched', delay: { minutes: 20, arrivesAt: ahead(17) } },
  'set-off': { status: 'en_route', eta },
  live: { status: 'en_route', eta, ...drive(0.2) },
  'live-green': {
    status: 'en_route',
    company: { ...company, brandColor: '#0b7a4b' },
    eta: { ...eta, arrivesAt: ahead(4), distanceMeters: 900 },
    ...drive(0.72),
  },
  ageing: { status: 'en_route', eta: { ...eta, computedAt: ago(70) }, ...drive(0.3, 70) },
  stale: {
    status: 'en_route',
    eta: { ...eta, computedAt: ago(190), earliest: ahead(12), latest: ahead(22) },
    ...drive(0.3, 190),
  },
  silent: { status: 'en_route', ...drive(0.4, 700) },
  late: { status: 'en_route', late, eta: { ...eta, arrivesAt: ahead(38) }, ...drive(0.35) },
  arrived: { status: 'arrived', arrivedAt: ago(60) },
  completed: { status: 'completed', completedAt: ago(60) },
  closed: { status: 'completed', closed: true },
};

/** The document of a story. */
export function documentOf(story: string): StatusDocument {
  const told = STORIES[story];
  if (!told) throw new Error(`There is no story ${story}.`);
  const { job, window, address, messages, live, ...always } = about;
  const over = told.status === 'completed';
  const technician = over ? { firstName: 'Marcus' } : about.technician;
  return {
    ...always,
    ...(!over && { job, window, address, messages, live }),
    technician,
    ...told,
  } as StatusDocument;
}

/** The streets for a story's page, through the same file of tiles and the same code as everywhere. */
export async function sketchOf(story: string) {
  const document = documentOf(story);
  const ground = document.hold ? undefined : survey(document);
  if (!ground) return undefined;
  const server = createServer(serveTiles(createTownTiles())).listen(0, '127.0.0.1');
  try {
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const tiles = openTiles(`http://127.0.0.1:${port}/town.pmtiles`);
    const side = sideOf(ground);
    const plan = planStreets(await tiles.around(home, side), side, '© OpenStreetMap');
    return drawSketch(plan, wayOf(ground));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
