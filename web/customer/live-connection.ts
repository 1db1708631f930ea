import { type Happening, next, unconnected } from '../live/live-steps.ts';

/** What the connection has to know of a status; the rest is the page's business. */
export interface LiveStatus {
  readonly status: string;
  readonly updatedAt: string;
  readonly serverTime: string;
}

export interface Watch<Status extends LiveStatus> {
  /** Asked instead where sockets do not come through. */
  readonly statusUrl: string;
  readonly liveUrl: string;
  readonly token: string;
  readonly onStatus: (status: Status) => void;
  /** The link leads nowhere any more. */
  readonly onGone: () => void;
  /** Nothing comes through any more, since a moment of the browser's clock; or, without one, it does again. */
  readonly onCut: (since?: number) => void;
}

/** Of two statuses of one visit, the later one has the greater. */
export const toldAt = ({ updatedAt, serverTime }: LiveStatus): string => updatedAt + serverTime;

type Message<Status> =
  | { readonly type: 'status'; readonly status: Status }
  | { readonly type?: 'pong' | 'gone' | 'full' };

/** A plain request that takes longer, in milliseconds, has no answer. */
const ANSWERED_WITHIN = 8000;

/**
 * Keeps the page told of its visit while somebody looks at it, by socket, else by asking every few seconds.
 * @returns a function that ends it
 */
export function watch<Status extends LiveStatus>(options: Watch<Status>): () => void {
  let connection = unconnected;
  let socket: WebSocket | undefined;
  let timer: number | undefined;
  let etag: string | undefined;
  let moving = false;
  let newest = '';
  let heardAt = Date.now();
  let polls = 0;

  const on = (happening: Happening): void => {
    const before = connection.cut;
    const at = { now: Date.now(), chance: Math.random(), moving };
    const [after, ...commands] = next(connection, happening, at);
    connection = after;
    clearTimeout(timer);
    if (after.due < Number.POSITIVE_INFINITY) {
      timer = setTimeout(() => on('tick'), Math.max(0, after.due - at.now));
    }
    for (const command of commands) does[command]();
    if (after.cut !== before) options.onCut(after.cut ? heardAt : undefined);
  };
  const does = {
    connect() {
      const opened = open();
      socket = opened;
      if (!opened) return queueMicrotask(() => on('lost'));
      opened.onopen = () => opened.send(JSON.stringify({ type: 'hello', token: options.token }));
      opened.onmessage = ({ data }) => opened === socket && take(JSON.parse(data));
      opened.onclose = () => opened === socket && on('lost');
    },
    disconnect() {
      const closing = socket;
      socket = undefined;
      closing?.close();
    },
    ping: () => socket?.readyState === 1 && socket.send('{"type":"ping"}'),
    poll() {
      const mine = ++polls;
      void poll().then(
        () => on('answered'),
        // A later one may have been answered before.
        () => mine === polls && on('unanswered'),
      );
    },
  };
  const open = () => {
    try {
      return new WebSocket(options.liveUrl);
    } catch {
      return undefined;
    }
  };
  const take = (message: Message<Status>) => {
    heardAt = Date.now();
    if (message.type === 'gone') return gone();
    if (message.type === 'full') return on('full');
    if (message.type === 'status') show(message.status);
    // The gateway has words of its own, for when the server failed.
    if (message.type) on('heard');
  };
  const show = (status: Status) => {
    // Two messages may overtake each other on their way.
    if (toldAt(status) < newest) return;
    newest = toldAt(status);
    moving = status.status === 'en_route';
    options.onStatus(status);
    if (status.status === 'completed') end();
  };
  const gone = () => {
    end();
    options.onGone();
  };
  const poll = async () => {
    const answer = await fetch(options.statusUrl, {
      cache: 'no-store',
      headers: etag ? { 'if-none-match': etag } : {},
      signal: AbortSignal.timeout(ANSWERED_WITHIN),
    });
    if (connection.phase === 'over') return;
    if (answer.status === 404) return gone();
    if (answer.status > 499) throw answer;
    heardAt = Date.now();
    // Meanwhile the socket may have brought something newer.
    if (answer.status !== 200 || connection.phase === 'open') return;
    etag = answer.headers.get('etag') ?? undefined;
    show(await answer.json());
  };

  const looked = () => on(document.hidden ? 'hide' : 'show');
  const hidden = () => on('hide');
  const online = () => on('online');
  const offline = () => on('offline');
  const events = [
    [document, 'visibilitychange', looked],
    [window, 'pageshow', looked],
    [window, 'pagehide', hidden],
    [window, 'online', online],
    [window, 'offline', offline],
  ] as const;
  const end = () => {
    for (const [target, name, listener] of events) target.removeEventListener(name, listener);
    on('end');
  };
  for (const [target, name, listener] of events) target.addEventListener(name, listener);
  looked();
  return end;
}
