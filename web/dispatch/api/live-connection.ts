import { type Happening, next, unconnected } from '../../live/live-steps.ts';
import { SignedOut } from '../../session/session.ts';
import type { Alert, Visit } from './types.ts';

/** What the office is told through its socket. */
export type Told =
  | { readonly type: 'visit'; readonly visit: Visit }
  | { readonly type: 'alert'; readonly alert: Alert }
  | { readonly type: 'event' | 'event_deleted' }
  | { readonly type: 'welcome' | 'pong' | 'gone' | 'full' };

export interface Listening {
  /** A word for one socket, and where it is. */
  ticket(): Promise<{ readonly ticket: string; readonly url: string }>;
  onTold(told: Told): void;
  /** What was missed is read anew: after a cut, and where sockets do not come through. */
  catchUp(): Promise<unknown>;
  /** Nothing comes through, since a moment of the browser's clock; or, without one, it does again. */
  onCut(since?: number): void;
  /** Somebody is on the way: a silence is looked into within seconds. */
  moving(): boolean;
}

/** Listens to the account as long as somebody looks at the page. @returns a function that ends it */
export function listen(office: Listening): () => void {
  let connection = unconnected;
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heardAt = Date.now();
  let wasOpen = false;

  const on = (happening: Happening): void => {
    const before = connection.cut;
    const at = { now: Date.now(), chance: Math.random(), moving: office.moving() };
    const [after, ...commands] = next(connection, happening, at);
    connection = after;
    clearTimeout(timer);
    if (after.due < Number.POSITIVE_INFINITY)
      timer = setTimeout(() => on('tick'), Math.max(0, after.due - at.now));
    for (const command of commands) does[command]();
    if (after.cut !== before) office.onCut(after.cut ? heardAt : undefined);
  };
  const does = {
    connect: () => void connect(),
    disconnect() {
      const closing = socket;
      socket = undefined;
      closing?.close();
    },
    ping: () => socket?.readyState === WebSocket.OPEN && socket.send('{"type":"ping"}'),
    poll: () =>
      void office.catchUp().then(
        () => {
          heardAt = Date.now();
          on('answered');
        },
        () => on('unanswered'),
      ),
  };
  const connect = async (): Promise<void> => {
    try {
      const { ticket, url } = await office.ticket();
      const opened = new WebSocket(url);
      socket = opened;
      opened.onopen = () => opened.send(JSON.stringify({ type: 'hello', ticket }));
      opened.onmessage = ({ data }) => opened === socket && take(JSON.parse(data));
      opened.onclose = () => opened === socket && on('lost');
    } catch (error) {
      on(error instanceof SignedOut ? 'end' : 'lost');
    }
  };
  const take = (told: Told) => {
    heardAt = Date.now();
    if (told.type === 'full') return on('full');
    if (told.type === 'gone') return on('lost');
    // What happened between two sockets was told to neither.
    if (told.type === 'welcome' && wasOpen) void office.catchUp().catch(() => undefined);
    if (told.type === 'welcome') wasOpen = true;
    // The gateway has words of its own, for when the server failed.
    if (!told.type) return;
    office.onTold(told);
    on('heard');
  };

  const looked = () => on(document.hidden ? 'hide' : 'show');
  const events = [
    [document, 'visibilitychange', looked],
    [window, 'online', () => on('online')],
    [window, 'offline', () => on('offline')],
  ] as const;
  for (const [target, name, listener] of events) target.addEventListener(name, listener);
  looked();
  return () => {
    for (const [target, name, listener] of events) target.removeEventListener(name, listener);
    on('end');
  };
}
