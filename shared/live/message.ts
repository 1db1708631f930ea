import type { StatusDocument } from '../public/status-document.ts';

/** What a page is told through its socket. */
export type ServerMessage =
  | { readonly type: 'status'; readonly status: StatusDocument }
  | { readonly type: 'pong' }
  /** As many pages listen to this link as may; the socket is closed after it, and the page asks instead. */
  | { readonly type: 'full' }
  /** The link leads nowhere, or no longer; the socket is closed after it. */
  | { readonly type: 'gone' };

/** What a page says. */
export type PageMessage = { readonly type: 'hello'; readonly token: string } | { readonly type: 'ping' };

/** Reads what came through a socket; undefined for anything a page of ours would not say. */
export function readPageMessage(text: string): PageMessage | undefined {
  const message = parsed(text);
  if (typeof message !== 'object' || message === null || !('type' in message)) return undefined;
  if (message.type === 'ping') return { type: 'ping' };
  if (message.type !== 'hello') return undefined;
  const token = 'token' in message ? message.token : undefined;
  // Whatever is no token is one that leads nowhere.
  return { type: 'hello', token: typeof token === 'string' ? token : '' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
