import { readOsmand } from '../../shared/tracking/ingest/osmand.ts';
import { sentText } from '../runtime/body.ts';
import { device } from './device-door.ts';
import { tooFast } from './too-fast.ts';

/** GET, POST /ingest/osmand/{deviceToken}: Traccar Client, trackers, Traccar servers; any 2xx is a yes to them. */
export const handler = device({
  source: 'osmand',
  read: (event) => readOsmand(event.rawQueryString, sentText(event)),
  alarms: async (event, now) =>
    (await import('../../shared/tracking/ingest/alarms.ts')).readAlarms(
      event.rawQueryString,
      sentText(event),
      now,
    ),
  taken: { statusCode: 200, headers: { 'cache-control': 'no-store' } },
  later: tooFast,
});
