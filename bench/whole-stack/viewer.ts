import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A page that listens, and pings after silence as ours does while somebody is on the way. */
export interface Viewer {
  /** When each position was told, by the time of its fix; `performance.now()`. */
  readonly told: ReadonlyMap<string, number>;
  /** Whether the server has ended it. */
  readonly isLost: () => boolean;
  close(): void;
}

const QUIET_MS = 5000;

/** @throws Error when the socket is refused */
export async function watchLink(url: string, token: string): Promise<Viewer> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  const told = new Map<string, number>();
  let lost = false;
  const ping = setInterval(() => socket.send('{"type":"ping"}'), QUIET_MS);
  socket.on('message', (data) => {
    ping.refresh();
    const at = JSON.parse(String(data)).status?.position?.at;
    if (at !== undefined && !told.has(at)) told.set(at, performance.now());
  });
  const gone = () => {
    lost = true;
    clearInterval(ping);
  };
  socket.once('close', gone).on('error', gone);
  socket.send(JSON.stringify({ type: 'hello', token }));
  return {
    told,
    isLost: () => lost,
    close() {
      clearInterval(ping);
      socket.close();
    },
  };
}
