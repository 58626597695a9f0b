import type { AnyEndpoint } from '@/contract/endpoint';

/** Under which key an answer is cached; the server fills the same keys that the browser reads. */
export function queryKey(endpoint: AnyEndpoint, given: { params?: unknown; query?: unknown }) {
  return [endpoint.name, given.params ?? null, given.query ?? null] as const;
}
