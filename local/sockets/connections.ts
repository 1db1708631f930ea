import type { WebSocket } from 'ws';
import { earliest, type Timers } from '../clock/agenda.ts';
import type { Usage } from '../usage/usage.ts';

/** A socket as the gateway knows it. */
export interface Connection {
  readonly id: string;
  readonly sourceIp: string;
  /** Epoch milliseconds, by the stack's clock. */
  readonly connectedAt: number;
}

interface Open extends Connection {
  readonly socket: WebSocket;
  lastActiveAt: number;
}

/** The sockets that are open, with the limits API Gateway sets them. */
export interface Connections extends Timers {
  open(connection: Connection, socket: WebSocket): void;
  /** Something came in: counted, and the socket is not idle. */
  heard(id: string, bytes: number): void;
  /** @returns false when there is no such socket, or it is not open yet */
  send(id: string, data: Buffer): boolean;
  close(id: string): boolean;
  /** The socket has ended, whoever ended it. */
  ended(id: string): void;
  stop(): void;
}

const MINUTE = 60_000;
const IDLE_LIMIT = 10 * MINUTE;
const AGE_LIMIT = 120 * MINUTE;
/** What is billed as one message. */
const METERED_BYTES = 32 * 1024;
const GOING_AWAY = 1001;

export interface ConnectionsOptions {
  readonly usage: Usage;
  readonly now: () => number;
  readonly changed: () => void;
}

export function createConnections({ usage, now, changed }: ConnectionsOptions): Connections {
  const connections = new Map<string, Open>();
  const endsAt = ({ connectedAt, lastActiveAt }: Open) =>
    Math.min(connectedAt + AGE_LIMIT, lastActiveAt + IDLE_LIMIT);
  const count = (bytes: number) =>
    usage.count('websocket', 'messages', { items: Math.max(1, Math.ceil(bytes / METERED_BYTES)) });
  const active = (one: Open, bytes: number) => {
    one.lastActiveAt = now();
    count(bytes);
  };
  return {
    open(connection, socket) {
      connections.set(connection.id, { ...connection, socket, lastActiveAt: now() });
      changed();
    },
    heard(id, bytes) {
      const one = connections.get(id);
      if (one) active(one, bytes);
    },
    send(id, data) {
      const one = connections.get(id);
      if (!one || one.socket.readyState !== one.socket.OPEN) return false;
      active(one, data.length);
      one.socket.send(data.toString('utf8'));
      return true;
    },
    close(id) {
      const one = connections.get(id);
      one?.socket.close(GOING_AWAY, 'Going away');
      return one !== undefined;
    },
    ended(id) {
      const one = connections.get(id);
      if (!one || !connections.delete(id)) return;
      const minutes = Math.ceil((now() - one.connectedAt) / MINUTE);
      usage.count('websocket', 'connection minutes', { items: Math.max(1, minutes) });
      changed();
    },
    nextDueAt: () => earliest([...connections.values()].map(endsAt)),
    fireDue() {
      const due = [...connections.values()].filter((one) => endsAt(one) <= now());
      for (const { socket, id } of due) {
        // Off the books at once: whoever moves the clock does not wait for a closing handshake.
        this.ended(id);
        socket.close(GOING_AWAY, 'Going away');
      }
      return due.length;
    },
    stop() {
      for (const { socket } of connections.values()) socket.terminate();
      connections.clear();
    },
  };
}
