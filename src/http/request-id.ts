import { randomHex } from '@/lib/ids';
import type { ApiRequest } from './request';

/** The caller's `X-Request-Id` where it is well formed, else one of ours: `req_…`. */
export function requestId(request: ApiRequest): string {
  const given = request.header('x-request-id');
  return given && /^[\w-]{1,64}$/.test(given) ? given : `req_${randomHex(6)}`;
}
