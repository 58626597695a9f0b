import { env } from '@/lib/env';
import type { ApiRequest } from './request';

/** The host names a runner may know this server by: its public URL's, and the one it was just called by. */
export function hostsOf(request: ApiRequest): string[] {
  const called = request.header('host');
  const known = env().PUBLIC_URL;
  return [...(known ? [new URL(known).host] : []), ...(called ? [called] : [])];
}

/** Where the caller reaches this server, as `https://host`: the public URL where one is set, else by what it called. */
export function originOf(request: Pick<ApiRequest, 'header'>): string {
  const known = env().PUBLIC_URL;
  if (known) return new URL(known).origin;
  const secure = request.header('x-forwarded-proto') === 'https';
  return `${secure ? 'https' : 'http'}://${request.header('host') ?? 'localhost:3000'}`;
}
