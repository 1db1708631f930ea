import { WebSocket } from 'ws';

// biome-ignore lint/suspicious/noExplicitAny: tests look into messages of every shape.
type Message = any;
const PATIENCE_MS = 10_000;

/** A page's socket: what it was told, in order. */
export interface PageSocket {
  say(message: unknown): void;
  /** The first message from here on that is as wanted; each message is looked at once. */
  told(wanted: (message: Message) => boolean): Promise<Message>;
  /** Resolves with the code once the server has closed it. */
  closed: Promise<number>;
  close(): void;
  /** What nobody has asked for yet. */
  unread(): readonly Message[];
}

/** Opens a socket. @throws Error with the status when it is refused */
export async function openSocket(url: string, headers: Record<string, string> = {}): Promise<PageSocket> {
  const socket = new WebSocket(url, { headers });
  const messages: Message[] = [];
  let look = (): void => {};
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)));
    look();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  return {
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    told: (wanted) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('The page was not told.')), PATIENCE_MS);
        look = () => {
          const index = messages.findIndex(wanted);
          if (index < 0) return;
          const [found] = messages.splice(0, index + 1).slice(-1);
          look = () => {};
          clearTimeout(timer);
          resolve(found);
        };
        look();
      }),
    closed,
    close: () => socket.close(),
    unread: () => messages,
  };
}

/** A page that listens: its socket is open and has said hello. */
export async function listen(url: string, token: string): Promise<PageSocket> {
  const page = await openSocket(url);
  page.say({ type: 'hello', token });
  return page;
}

/** Messages of a status as wanted. */
export const showing =
  (wanted: (status: Message) => boolean) =>
  ({ type, status }: Message): boolean =>
    type === 'status' && wanted(status);
