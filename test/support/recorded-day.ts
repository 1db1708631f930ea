import { distanceMeters } from '../../shared/tracking/geometry.ts';
import { SITE } from './drives.ts';
import type { Upload } from './simulated-location.ts';
import trace from './traces/bay-area-2025.json' with { type: 'json' };

type Row = [uploadedAt: string, at: string, lat: number, lng: number, accuracy: number, speed: number];

/** A real day of one vehicle: everything it uploaded. */
export const recordedUploads: readonly Upload[] = (trace.fixes as Row[]).map(
  ([uploadedAt, at, lat, lng, accuracy, speed]) => {
    const fix = { at: Date.parse(at), lat, lng, accuracy, ...(speed >= 0 && { speed }) };
    return { receivedAt: Date.parse(uploadedAt), fixes: [fix] };
  },
);

/** What the routing service of that log answered at the time, for the rest of the drive. */
export const recordedAnswers = (trace.routes as [at: string, seconds: number, meters: number][]).map(
  ([at, seconds, meters]) => ({ at: Date.parse(at), seconds, meters }),
);

/** Its stops: from setting off to the next drive, and when it was there. */
export const recordedStops = trace.stops.map(({ name, lat, lng, enRouteAt }, index) => {
  const since = Date.parse(enRouteAt);
  const until = Date.parse(trace.stops[index + 1]?.enRouteAt ?? '2025-02-06T00:00:00Z');
  const site = { lat, lng, radiusMeters: SITE.radiusMeters };
  const uploads = recordedUploads.filter(({ receivedAt }) => receivedAt < until);
  const inside = uploads
    .flatMap(({ fixes }) => fixes)
    .find((fix) => fix.at >= since && distanceMeters(fix, site) <= site.radiusMeters);
  return { name, since, site, uploads, insideAt: inside?.at ?? Number.NaN };
});
