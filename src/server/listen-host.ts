import { isLoopbackAddress } from '@/lib/loopback-front';

/** Why a server must not listen on this address, in one sentence; undefined where it may. */
export function hostFault(host: string): string | undefined {
  if (host === 'localhost' || isLoopbackAddress(host)) return undefined;
  return (
    `HOST=${host} is refused: nobody can sign in yet, so whoever reaches this server would be its owner. ` +
    'Leave HOST unset; from another machine, use a tunnel: `ssh -L 3000:localhost:3000 <this machine>`.'
  );
}
