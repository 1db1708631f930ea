import { readOwntracks } from '../../shared/tracking/ingest/owntracks.ts';
import { sentText } from '../runtime/body.ts';
import { reply } from '../runtime/reply.ts';
import { device } from './device-door.ts';

/** It expects a list of messages, and always a 200: what comes too fast is lost. */
const nothingForIt = reply(200, []);

/** POST /ingest/owntracks/{deviceToken}: OwnTracks over HTTP. */
export const handler = device({
  source: 'owntracks',
  read: (event) => readOwntracks(sentText(event)),
  taken: nothingForIt,
  later: nothingForIt,
});
