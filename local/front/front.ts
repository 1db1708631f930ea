import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Objects } from '../objects/kept-objects.ts';
import type { FrontPath } from '../template/deployment.ts';
import { serveFiles } from './serve-files.ts';

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

const OWN_HOST = /^[^.]+\.execute-api\./;

/**
 * The distribution: what it serves from a bucket, it serves by itself, the rest is for the APIs. Whoever names an
 * API's own host comes round it.
 */
export function createFront(
  paths: readonly FrontPath[],
  objects: Pick<Objects, 'get'>,
  otherwise: Answer,
): Answer {
  const behaviors = paths.map(({ pattern, files }) => ({
    matches: matcher(pattern),
    answer: files ? serveFiles(files, objects) : otherwise,
  }));
  return (incoming, outgoing) => {
    const path = (incoming.url ?? '/').split('?')[0] ?? '/';
    const found = OWN_HOST.test(incoming.headers.host ?? '')
      ? undefined
      : behaviors.find(({ matches }) => matches(path));
    return (found?.answer ?? otherwise)(incoming, outgoing);
  };
}

/** A path pattern: `*` is any number of characters, `?` one; a slash before it goes without saying. */
function matcher(pattern: string): (path: string) => boolean {
  const source = pattern
    .replace(/^\/?/, '/')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const whole = new RegExp(`^${source}$`);
  return (path) => whole.test(path);
}
