import { readOsmand } from '../../shared/tracking/ingest/osmand.ts';
import { sentText } from '../runtime/body.ts';
import { device } from './device-door.ts';
import { tooFast } from './too-fast.ts';

/** GET, POST /ingest/osmand/{deviceToken}: Traccar Client, which takes any 2xx for a yes. */
export const handler = device({
  source: 'osmand',
  read: (event) => readOsmand(event.rawQueryString, sentText(event)),
  taken: { statusCode: 200, headers: { 'cache-control': 'no-store' } },
  later: tooFast,
});
