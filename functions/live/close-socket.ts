import { forgetConnection } from '../../shared/live/watcher-store.ts';
import { socket } from '../runtime/socket.ts';

/** $disconnect: a page has gone. The gateway does not always say so, hence what it left expires by itself too. */
export const handler = socket((connectionId) => forgetConnection(connectionId));
