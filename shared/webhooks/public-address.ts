import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What of IPv6 is given out to anybody (IANA, RFC 4291): what maps IPv4, and what is for translators, is outside. */
const GLOBAL = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/** Whether an IP address is one of the internet at large: no private network, no neighbour, not ourselves. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL);
}
