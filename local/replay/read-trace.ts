import * as z from 'zod/mini';
import { type Recording, UnreadableRecording } from './recording.ts';

const instant = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((text) => Date.parse(text)),
);
const number = z.optional(z.number());
const Trace = z.object({
  timeZone: z.optional(z.string()),
  stops: z
    .array(
      z.object({
        name: z.string(),
        lat: z.number(),
        lng: z.number(),
        enRouteAt: instant,
        arrivedTapAt: z.optional(instant),
      }),
    )
    .check(z.minLength(1)),
  fixes: z
    .array(
      z.object({
        uploadedAt: instant,
        at: instant,
        lat: z.number(),
        lng: z.number(),
        accuracy: number,
        speed: number,
        heading: number,
      }),
    )
    .check(z.minLength(1)),
  routes: z.optional(z.array(z.object({ at: instant, seconds: z.number(), meters: z.number() }))),
});

/**
 * Reads the JSON form of a recording: `{timeZone?, stops: [{name, lat, lng, enRouteAt, arrivedTapAt?}], fixes:
 * [{uploadedAt, at, lat, lng, accuracy?, speed?, heading?}], routes?: [{at, seconds, meters}]}`, instants in
 * ISO 8601, metres, metres a second.
 * @throws UnreadableRecording
 */
export function readTrace(json: string): Recording {
  const { data, error } = Trace.safeParse(parse(json));
  if (error) throw new UnreadableRecording(`not a trace:\n${z.prettifyError(error)}`);
  return {
    ...(data.timeZone === undefined ? {} : { timeZone: data.timeZone }),
    stops: data.stops
      .map(({ arrivedTapAt, ...stop }) => ({ ...stop, ...(arrivedTapAt ? { tappedAt: arrivedTapAt } : {}) }))
      .sort((a, b) => a.enRouteAt - b.enRouteAt),
    fixes: data.fixes.map(withoutUndefined).sort((a, b) => a.uploadedAt - b.uploadedAt),
    routes: (data.routes ?? []).sort((a, b) => a.at - b.at),
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UnreadableRecording(`not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** Absent, not undefined: the types of a recording know the difference. */
function withoutUndefined<T extends object>(fix: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fix).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
