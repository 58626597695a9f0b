import { networkInterfaces } from 'node:os';
import { isLoopbackAddress } from '@/lib/loopback-front';

/** Why a server cannot listen on this address, in one sentence; undefined where it can. */
export function hostFault(host: string): string | undefined {
  if (['localhost', '0.0.0.0', '::'].includes(host) || isLoopbackAddress(host)) return undefined;
  const own = Object.values(networkInterfaces()).flatMap((all) => all?.map(({ address }) => address) ?? []);
  if (own.includes(host)) return undefined;
  return `HOST=${host} is no address of this machine. Use one of ${own.join(', ')}, or 0.0.0.0 for all of them.`;
}
