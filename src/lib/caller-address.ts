import { isIP } from 'node:net';

/**
 * The address that a request comes from: of the one who asked the outermost of so many `proxies` of our own, each of which
 * adds to X-Forwarded-For whom it heard; what stands before that anybody could have written. `peer` is who opened the
 * connection, and counts where there are no proxies, or not as many have been passed.
 */
export function callerAddress(
  peer: string | null,
  forwardedFor: string | undefined,
  proxies: number,
): string | null {
  if (proxies === 0) return peer;
  const said = (forwardedFor ?? '').split(',').at(-proxies)?.trim() ?? '';
  const address = /^\[([^\]]+)\](?::\d+)?$/.exec(said)?.[1] ?? said.replace(/^([\d.]+):\d+$/, '$1');
  return isIP(address) ? address : peer;
}
