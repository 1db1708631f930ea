import { log } from '../../shared/kernel/log.ts';

/** What a WebSocket API hands on, as far as doors look at it. */
export interface SocketEvent {
  readonly requestContext: { readonly connectionId: string; readonly routeKey: string };
  readonly body?: string;
}

export interface SocketReply {
  readonly statusCode: number;
}

/** A door of the WebSocket API. What it throws goes to the log alone, and never what the page said: it may be a token. */
export const socket =
  (handle: (connectionId: string, body: string, now: number) => Promise<unknown>) =>
  async ({ requestContext, body = '' }: SocketEvent): Promise<SocketReply> => {
    try {
      await handle(requestContext.connectionId, body, Date.now());
      return { statusCode: 200 };
    } catch (error) {
      log.error('a page could not be served', { route: requestContext.routeKey, error: error as Error });
      return { statusCode: 500 };
    }
  };
