import * as z from 'zod/mini';
import { lineOfText } from '../kernel/fields.ts';

/** The body of `POST …/device-token`, of a member or a vehicle. */
export const NewDeviceToken = z.object({ label: z.optional(lineOfText(60)) }).register(z.globalRegistry, {
  id: 'NewDeviceToken',
  description: 'label: which phone or tracker it is for.',
});

const DeviceToken = z.object({
  id: z.string(),
  label: z.optional(z.string()),
  createdAt: z.string(),
  lastSeenAt: z.optional(z.string()),
});

const byApp = z.object({ osmand: z.string(), owntracks: z.string(), overland: z.string() });

/** The only answer that carries the token. */
export const DeviceTokenMade = z
  .extend(z.omit(DeviceToken, { lastSeenAt: true }), {
    token: z.string(),
    url: z.string(),
    setupUrls: byApp,
    qrCodes: byApp,
  })
  .register(z.globalRegistry, {
    id: 'DeviceTokenMade',
    description:
      'The token is shown this once. url: where a tracker that speaks the OsmAnd protocol posts, or a Traccar server ' +
      'forwards positions to as JSON. setupUrls: opened on the phone, they set up Traccar Client, OwnTracks or ' +
      'Overland. qrCodes: the same as SVG, to be scanned from another screen.',
  });

/** A member's tokens, or a vehicle's, without the tokens. */
export const DeviceTokenList = z.object({ deviceTokens: z.array(DeviceToken) }).register(z.globalRegistry, {
  id: 'DeviceTokenList',
  description: 'lastSeenAt: of the last day exactly; before, to within a day.',
});
