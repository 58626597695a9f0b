import { env } from '@/lib/env';
import type { ApiRequest } from './request';

/** The host names a runner may know this server by: its public URL's, and the one it was just called by. */
export function hostsOf(request: ApiRequest): string[] {
  const called = request.header('host');
  const known = env().PUBLIC_URL;
  return [...(known ? [new URL(known).host] : []), ...(called ? [called] : [])];
}
