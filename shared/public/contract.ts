import * as z from 'zod/mini';
import { PreferencesBody } from '../customers/preferences-contract.ts';
import { Eta, Polyline, PublicPosition, PublicRoute } from '../tracking/contract.ts';
import { STATUSES } from '../visits/visit.ts';

const moment = z.iso.datetime({ offset: true });

/** The answer to `GET /t/{token}/status`. */
export const PublicStatus = z
  .object({
    status: z.enum(STATUSES.filter((status) => status !== 'cancelled')),
    company: z.object({
      name: z.string(),
      phone: z.string(),
      brandColor: z.string(),
      logoUrl: z.optional(z.string()),
    }),
    job: z.optional(z.string()),
    window: z.optional(z.object({ start: moment, end: moment, timeZone: z.string() })),
    address: z.optional(
      z.object({ line: z.string(), lat: z.optional(z.number()), lng: z.optional(z.number()) }),
    ),
    technician: z.optional(
      z.object({
        firstName: z.string(),
        photoUrl: z.optional(z.string()),
        vehicle: z.optional(z.string()),
      }),
    ),
    hold: z.optional(z.object({ since: moment })),
    late: z.optional(z.object({ since: moment })),
    delay: z.optional(z.object({ minutes: z.int(), arrivesAt: moment })),
    eta: z.optional(Eta),
    position: z.optional(PublicPosition),
    route: z.optional(PublicRoute),
    trail: z.optional(Polyline),
    arrivedAt: z.optional(moment),
    completedAt: z.optional(moment),
    closed: z.optional(z.literal(true)),
    messages: z.optional(PreferencesBody),
    live: z.optional(z.object({ url: z.string() })),
    updatedAt: moment,
    serverTime: moment,
  })
  .register(z.globalRegistry, {
    id: 'PublicStatus',
    description:
      'What the link shows, depending on the status; what does not apply is absent. Position, route, trail and ' +
      'eta only while the technician is on the way; delay once somebody has reported one. The ETag covers all but serverTime. A WebSocket at live.url that ' +
      'says {type: "hello", token} is told the same as {type: "status", status}, {type: "gone"} when the link leads ' +
      'nowhere any more, or {type: "full"} when fifty pages listen already: then ask here every ten seconds instead.',
  });
