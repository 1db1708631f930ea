import { readOverland } from '../../shared/tracking/ingest/overland.ts';
import { sentText } from '../runtime/body.ts';
import { reply } from '../runtime/reply.ts';
import { device } from './device-door.ts';
import { tooFast } from './too-fast.ts';

/** POST /ingest/overland/{deviceToken}: Overland, which sends a batch again until it reads this word. */
export const handler = device({
  source: 'overland',
  read: (event) => readOverland(sentText(event)),
  taken: reply(200, { result: 'ok' }),
  later: tooFast,
});
