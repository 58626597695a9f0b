import { BlockList, isIP } from 'node:net';
import { env } from '../env';
import { isLoopbackAddress } from '../loopback-front';

/** Addresses that are nobody's on the open internet: a push service has none of them. */
const OWN = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  OWN.addSubnet(net, bits, 'ipv4');
/** What IPv6 gives out to everybody is all below this; what tunnels into IPv4 is not. */
const GIVEN_OUT = new BlockList();
GIVEN_OUT.addSubnet('2000::', 3, 'ipv6');
const TUNNELS = new BlockList();
TUNNELS.addSubnet('2001::', 23, 'ipv6');
TUNNELS.addSubnet('2001:db8::', 32, 'ipv6');
TUNNELS.addSubnet('2002::', 16, 'ipv6');

/** Whether a server on the open internet has this address. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !OWN.check(address, 'ipv4');
  return isIP(address) === 6 && GIVEN_OUT.check(address, 'ipv6') && !TUNNELS.check(address, 'ipv6');
}

/** Why an endpoint may not be called, in one sentence; null where it may. Whither its name leads is looked at when it is called. */
export function endpointFault(endpoint: string): string | null {
  if (!URL.canParse(endpoint)) return 'must be an address';
  const { protocol, hostname, username, port } = new URL(endpoint);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (env().PUSH_TO_LOOPBACK && isLoopbackAddress(host)) return null;
  if (protocol !== 'https:') return 'must be an https address';
  if (username || (port && port !== '443')) return 'must be the address of a push service';
  if (isIP(host) ? !isPublicAddress(host) : !host.includes('.') || host.endsWith('.localhost'))
    return 'must be the address of a push service on the open internet';
  return null;
}
