import { useQuery } from '@tanstack/react-query';
import type { QueryGiven, ReturnsOf } from '@/contract/endpoint';
import type { ApiError } from './api-error';
import { callList } from './call';
import type { EndpointName, Named } from './contract';
import { queryKey } from './query-key';
import { type Ask, type Options, useList } from './use-endpoint';

/** As many as a list gives at once. */
const MOST = 100;

/**
 * Reads a list to its end, for lists that people keep short and menus that must offer all of it: first the page that came
 * with the document, then what follows. `items` grows once; the state is that of the first page.
 */
export function useWhole<N extends EndpointName>(name: N, ask: Ask<N> = {}, options: Options = {}) {
  const first = useList(name, ask, options);
  const cursor = first.isPlaceholderData ? null : (first.data?.pagination.nextCursor ?? null);
  const rest = useQuery<ReturnsOf<Named<N>>[], ApiError>({
    queryKey: [...queryKey(name, ask), 'rest', cursor],
    queryFn: async ({ signal }) => {
      const found: ReturnsOf<Named<N>>[] = [];
      for (let at = cursor; at; ) {
        const query = { ...(ask.query as object), limit: MOST, cursor: at } as QueryGiven<Named<N>>;
        const page = await callList(name, { ...ask, query, signal });
        found.push(...page.items);
        at = page.pagination.nextCursor;
      }
      return found;
    },
    enabled: cursor !== null && options.enabled !== false,
  });
  const items = [...(first.data?.items ?? []), ...((cursor && rest.data) || [])];
  return { ...first, items };
}
