import { type LookupOptions, lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { SECOND } from '../kernel/time.ts';
import { isPublicAddress } from './public-address.ts';
import { isOwnMachine, mayBeSentTo } from './webhook-address.ts';

/** What a receiver said, by its status and when it wants to be asked again; or why there was none, by the system's own name for it. */
export type Answer = Answered | { readonly error: string };
interface Answered {
  readonly status: number;
  /** The header, as it came. */
  readonly retryAfter?: string;
}

const ANSWER_WITHIN = 15 * SECOND;
const AGENT = 'ServiceTracker-Webhooks/1.0';

type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: { address: string; family: number }[]) => void,
) => void;

interface Posting {
  /** Epoch ms the receiver has for its answer. */
  readonly within?: number;
  readonly resolve?: Resolve;
}

/**
 * Posts to an address that somebody gave us. It is not followed elsewhere, nothing of its answer is read but its
 * status and `Retry-After`, and it is resolved by a connection's own question, whose answer must be public: a name that leads elsewhere
 * a moment after it was checked gains nothing. Never throws.
 */
export function postTo(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  { within = ANSWER_WITHIN, resolve = lookup }: Posting = {},
): Promise<Answer> {
  const url = URL.parse(address);
  if (!url || !mayBeSentTo(url)) return Promise.resolve({ error: 'ERR_ADDRESS_NOT_PUBLIC' });
  const own = isOwnMachine(url);
  return new Promise((answer) => {
    const request = (own ? http : https).request(url, {
      method: 'POST',
      agent: false,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': AGENT,
      },
      signal: AbortSignal.timeout(within),
      ...(!own && { lookup: publicOnly(resolve) }),
    });
    request.on('response', ({ statusCode: status = 0, headers: { 'retry-after': retryAfter } }) => {
      answer({ status, ...(retryAfter !== undefined && { retryAfter }) });
      request.destroy();
    });
    request.on('error', (error: NodeJS.ErrnoException) => answer({ error: nameOf(error) }));
    request.end(body);
  });
}

/** All addresses of a name must be public: which of them is connected to is not ours to say. */
const publicOnly =
  (resolve: Resolve): LookupFunction =>
  (hostname, options, done) =>
    resolve(hostname, { ...options, all: true }, (error, addresses = []) => {
      const [first] = addresses;
      if (error) return done(error, []);
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) return done(notPublic(), []);
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });

const notPublic = () =>
  Object.assign(new Error('The name leads into a private network.'), { code: 'ERR_ADDRESS_NOT_PUBLIC' });

/** Never the message: it names the address. */
const nameOf = ({ name, code }: NodeJS.ErrnoException): string =>
  name === 'TimeoutError' || code === 'ABORT_ERR' ? 'TIMEOUT' : (code ?? name);
