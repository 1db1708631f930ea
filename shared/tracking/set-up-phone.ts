import { publicOrigin } from '../kernel/public-origin.ts';
import type { App } from './fix.ts';

/** Seconds between fixes; what these apps do by themselves is too slow to follow a van. */
const INTERVAL = 10;

type ByApp = Readonly<Record<App, string>>;

/** Where an app posts by this token. */
export const ingestUrl = (app: App, token: string): string => `${publicOrigin()}/ingest/${app}/${token}`;

/**
 * Links that set each app up with one tap.
 * @param device the token's id, which says nothing to whoever reads it
 */
export function setupUrls(token: string, device: string): ByApp {
  const address = (app: App) => ingestUrl(app, token);
  const traccar = { url: address('osmand'), id: device, interval: INTERVAL, distance: 0, accuracy: 'high' };
  const overland = { url: address('overland'), token, device_id: device };
  const owntracks = Buffer.from(JSON.stringify(ownTracksMove(address('owntracks')))).toString('base64');
  return {
    osmand: `org.traccar.client://config?${query(traccar)}`,
    owntracks: `owntracks:///config?${query({ inline: owntracks })}`,
    overland: `overland://setup?${query(overland)}`,
  };
}

/** Over HTTP (3), in Move mode (2); the interval by both of its names, one a phone system. */
const ownTracksMove = (url: string) => ({
  _type: 'configuration',
  mode: 3,
  monitoring: 2,
  url,
  auth: false,
  locatorInterval: INTERVAL,
  moveModeLocatorInterval: INTERVAL,
});

/** Percent-encoded throughout: a plus sign for a space is not understood by all of them. */
const query = (parameters: Readonly<Record<string, string | number>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

/** The same links as pictures; what draws them is loaded with the first of them. */
export async function qrCodes({ osmand, owntracks, overland }: ByApp): Promise<ByApp> {
  const { renderSVG } = await import('uqr');
  const drawn = (text: string): string => renderSVG(text, { ecc: 'L', border: 2, pixelSize: 1 });
  return { osmand: drawn(osmand), owntracks: drawn(owntracks), overland: drawn(overland) };
}
