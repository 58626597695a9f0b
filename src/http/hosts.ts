import { env } from '@/lib/env';
import type { ApiRequest } from './request';

/** The host names a runner may know this server by: its public URL's, and the one it was just called by. */
export function hostsOf(request: ApiRequest): string[] {
  const called = request.header('host');
  const known = env().PUBLIC_URL;
  return [...(known ? [new URL(known).host] : []), ...(called ? [called] : [])];
}

/** How the caller reaches this server: its public URL, else the host it was just called by. */
export const originOf = (request: ApiRequest): string =>
  env().PUBLIC_URL
    ? new URL(env().PUBLIC_URL!).origin
    : `http://${request.header('host') ?? 'localhost:3000'}`;
