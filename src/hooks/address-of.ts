import { ADDRESSES, type EndpointName } from './contract';
import type { Given } from './send-call';

/** The path and query of a call, encoded. */
export function addressOf<N extends EndpointName>(name: N, given: Given<N> = {}): string {
  const params = (given.params ?? {}) as Record<string, string>;
  const [, template = ''] = ADDRESSES[name].split(' ');
  const path = template.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries((given.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== '')
      search.set(key, Array.isArray(value) ? value.join(',') : String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}
