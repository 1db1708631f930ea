import { isIP } from 'node:net';
import { impossible } from '../kernel/problem.ts';

/** Where TLS is served, by custom as well as by rule. */
const PORTS = ['', '8443'];
/** Names that mean something to machines of one network only (RFC 6761, 6762, 8375, and the clouds' own). */
const INTERNAL = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|arpa|test|invalid)$/;

/**
 * Whether it is this machine, where that is allowed: the local stack names itself in its functions' environment, and
 * nothing that is deployed does.
 */
export const isOwnMachine = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && hostname === process.env['WEBHOOKS_ALSO_TO'];

/**
 * Whether something may be sent there, as far as the address itself says: a public host by its name and by TLS, with
 * nobody's password. Where the name leads is checked with every connection.
 */
export function mayBeSentTo(url: URL): boolean {
  const { protocol, hostname, port, username, password } = url;
  if (username !== '' || password !== '') return false;
  if (isOwnMachine(url)) return true;
  const name = hostname.replace(/\.$/, '');
  const isName = name.includes('.') && isIP(name) === 0 && !name.startsWith('[');
  return protocol === 'https:' && PORTS.includes(port) && isName && !INTERNAL.test(name);
}

/** @throws Problem 422 for an address that nothing may be sent to */
export function mustBeWebhookAddress(address: string): void {
  const url = URL.parse(address);
  if (url && mayBeSentTo(url)) return;
  throw impossible(
    '/url',
    'must be the https address of a public host, without a password, on port 443 or 8443',
  );
}
