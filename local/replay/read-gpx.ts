import { XMLParser } from 'fast-xml-parser';
import { metersBetween, type Place } from '../town/plane.ts';
import { type RecordedFix, type RecordedStop, type Recording, UnreadableRecording } from './recording.ts';

/** A pause this long within this distance is a stop: GPX itself knows none. */
const PAUSE_MS = 3 * 60_000;
const PAUSE_METERS = 60;
const SAME_PLACE_METERS = 150;
/** GPX has no uploads either: a phone that sends what it has every five seconds. */
const UPLOAD_MS = 5_000;

interface TrackPoint {
  readonly lat?: string;
  readonly lon?: string;
  readonly time?: string;
  readonly speed?: string;
  readonly course?: string;
}

/**
 * Reads a GPX track. Its stops are its pauses and its last point, or only `stop` where that is given.
 * @throws UnreadableRecording for what is no XML, and for a file without timed track points
 */
export function readGpx(xml: string, stop?: Place): Recording {
  const fixes = readPoints(xml);
  const [first] = fixes;
  if (!first) throw new UnreadableRecording('no track points with a time in this GPX file');
  const start = first.at;
  const stops = stop ? [{ name: 'the given stop', ...stop, enRouteAt: start }] : findStops(fixes);
  return {
    stops,
    routes: [],
    fixes: fixes.map((fix) => ({
      ...fix,
      uploadedAt: start + Math.ceil((fix.at - start) / UPLOAD_MS) * UPLOAD_MS,
    })),
  };
}

function readPoints(xml: string): RecordedFix[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    removeNSPrefix: true,
    isArray: (name) => ['trk', 'trkseg', 'trkpt'].includes(name),
  });
  const { gpx } = parse(parser, xml);
  const points = (gpx?.trk ?? []).flatMap((track) => track.trkseg ?? []).flatMap((part) => part.trkpt ?? []);
  return points.flatMap(readPoint).sort((a, b) => a.at - b.at);
}

interface GpxFile {
  readonly gpx?: {
    readonly trk?: readonly { readonly trkseg?: readonly { readonly trkpt?: TrackPoint[] }[] }[];
  };
}

function parse(parser: XMLParser, xml: string): GpxFile {
  try {
    return parser.parse(xml) as GpxFile;
  } catch (error) {
    throw new UnreadableRecording(`not GPX: ${error instanceof Error ? error.message : error}`);
  }
}

function readPoint({ lat, lon, time, speed, course }: TrackPoint): RecordedFix[] {
  const fix = { lat: Number(lat), lng: Number(lon), at: Date.parse(time ?? '') };
  if (!Object.values(fix).every(Number.isFinite)) return [];
  const optional = {
    ...(speed ? { speed: Number(speed) } : {}),
    ...(course ? { heading: Number(course) } : {}),
  };
  return [{ ...fix, ...optional, uploadedAt: fix.at }];
}

/** Each pause, and the end; set off for it with the first point after the pause before. */
function findStops(fixes: readonly RecordedFix[]): RecordedStop[] {
  const stops: RecordedStop[] = [];
  let leg = 0;
  let anchor = 1;
  while (anchor < fixes.length) {
    const end = lastNear(fixes, anchor);
    if (isLong(fixes, anchor, end) && anchor > leg) {
      const stop = makeStop(fixes, leg, anchor, stops.length + 1);
      const last = stops.at(-1);
      // Moving the car within the same yard is no new drive.
      if (!last || metersBetween(last, stop) > SAME_PLACE_METERS) stops.push(stop);
      leg = end + 1;
      anchor = leg + 1;
    } else anchor += 1;
  }
  const arrivedAtEnd = leg >= fixes.length;
  return arrivedAtEnd ? stops : [...stops, makeStop(fixes, leg, fixes.length - 1, stops.length + 1)];
}

/** The last fix of the run from here that stays within a stop's reach. */
function lastNear(fixes: readonly RecordedFix[], anchor: number): number {
  const here = fixes[anchor];
  let end = anchor;
  for (
    let next = fixes[end + 1];
    here && next && metersBetween(here, next) <= PAUSE_METERS;
    next = fixes[end + 1]
  )
    end += 1;
  return end;
}

function isLong(fixes: readonly RecordedFix[], from: number, to: number): boolean {
  return (fixes[to]?.at ?? 0) - (fixes[from]?.at ?? 0) >= PAUSE_MS;
}

function makeStop(fixes: readonly RecordedFix[], leg: number, at: number, number: number): RecordedStop {
  const [there, first] = [fixes[at], fixes[leg]];
  if (!there || !first) throw new RangeError(`no fix ${at}`);
  return { name: `stop ${number}`, lat: there.lat, lng: there.lng, enRouteAt: first.at };
}
