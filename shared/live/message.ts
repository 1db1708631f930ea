import type { toAlertBody } from '../alerts/alert.ts';
import type { toEventBody } from '../events/event-body.ts';
import type { StatusDocument } from '../public/status-document.ts';
import type { toVisitBody } from '../visits/visit-body.ts';

/** What a page is told through its socket, and what the office is. */
export type ServerMessage =
  | { readonly type: 'status'; readonly status: StatusDocument }
  | { readonly type: 'welcome' }
  | { readonly type: 'visit'; readonly visit: ReturnType<typeof toVisitBody> }
  | { readonly type: 'alert'; readonly alert: ReturnType<typeof toAlertBody> }
  | { readonly type: 'event'; readonly event: ReturnType<typeof toEventBody> }
  | { readonly type: 'event_deleted'; readonly eventId: string }
  | { readonly type: 'pong' }
  /** As many listen to this link, or this account, as may; the socket is closed after it, and they ask instead. */
  | { readonly type: 'full' }
  /** The link leads nowhere, or no longer; or access has ended. The socket is closed after it. */
  | { readonly type: 'gone' };

/** What is said through a socket: by whom it is opened, the token of a link or a ticket of the office. */
export type ClientMessage =
  | { readonly type: 'hello'; readonly token: string }
  | { readonly type: 'hello'; readonly ticket: string }
  | { readonly type: 'ping' };

/** Reads what came through a socket; undefined for anything a page of ours would not say. */
export function readMessage(text: string): ClientMessage | undefined {
  const message = parsed(text);
  if (typeof message !== 'object' || message === null || !('type' in message)) return undefined;
  if (message.type === 'ping') return { type: 'ping' };
  if (message.type !== 'hello') return undefined;
  if ('ticket' in message) return { type: 'hello', ticket: textOf(message.ticket) };
  return { type: 'hello', token: 'token' in message ? textOf(message.token) : '' };
}

/** Whatever is no token, and no ticket, is one that leads nowhere. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
