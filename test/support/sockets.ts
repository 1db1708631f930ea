import type { WebSocket } from 'ws';
import { createConnectionsApi } from '../../local/emulators/connections-api.ts';
import { AwsError } from '../../local/emulators/emulator.ts';
import { createConnections } from '../../local/sockets/connections.ts';
import { createUsage } from '../../local/usage/usage.ts';
import { serveEmulators } from './serve-emulators.ts';

/** Sockets at the far end of the emulated gateway, and what they were told; found by the code under test. */
export async function startSockets() {
  const connections = createConnections({ usage: createUsage(), now: Date.now, changed: () => undefined });
  const api = createConnectionsApi(connections, 'live');
  let broken = 0;
  let brokenFor: string | undefined;
  const served = await serveEmulators({
    ...api,
    parse(request) {
      if (broken > 0) {
        broken -= 1;
        throw new AwsError(500, 'InternalServerException', 'broken');
      }
      const call = api.parse(request);
      if (brokenFor && request.path.includes(encodeURIComponent(brokenFor))) {
        throw new AwsError(500, 'InternalServerException', 'broken');
      }
      return call;
    },
  });
  process.env['SOCKETS_ENDPOINT'] = `${served.client.endpoint}/live`;
  let sockets = 0;
  return {
    stop: served.stop,
    /** So many calls to the gateway fail. */
    breaks: (times: number) => {
      broken = times;
    },
    /** All calls about this one fail from now on. */
    breaksFor: (id: string) => {
      brokenFor = id;
    },
    open() {
      const id = `socket-${++sockets}`;
      // biome-ignore lint/suspicious/noExplicitAny: tests look into messages of every shape.
      const told: any[] = [];
      const state = { open: true };
      const socket = {
        OPEN: 1,
        readyState: 1,
        send: (text: string) => told.push(JSON.parse(text)),
        close: () => {
          state.open = false;
          connections.ended(id);
        },
      };
      connections.open(
        { id, sourceIp: '127.0.0.1', connectedAt: Date.now() },
        socket as unknown as WebSocket,
      );
      return { id, told, isOpen: () => state.open, vanish: () => connections.ended(id) };
    },
  };
}

export type Sockets = Awaited<ReturnType<typeof startSockets>>;
