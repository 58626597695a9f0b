import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ParamsOf, QueryGiven, ReturnsOf } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import type { ApiError } from './api-error';
import { call, callList } from './call';
import type { EndpointName, Named } from './contract';
import { queryKey } from './query-key';

export interface Ask<N extends EndpointName> {
  params?: ParamsOf<Named<N>>;
  query?: QueryGiven<Named<N>>;
}
export interface Options {
  enabled?: boolean;
  /** Milliseconds between polls; for what no event announces. */
  every?: number | false;
}

/** Reads one thing; the answer stays fresh by the live events. */
export function useEndpoint<N extends EndpointName>(name: N, ask: Ask<N> = {}, options: Options = {}) {
  return useQuery<ReturnsOf<Named<N>>, ApiError>({
    queryKey: queryKey(name, ask),
    queryFn: ({ signal }) => call(name, { ...ask, signal }),
    enabled: options.enabled,
    refetchInterval: options.every,
  });
}

/** Reads one page of a list. */
export function useList<N extends EndpointName>(name: N, ask: Ask<N> = {}, options: Options = {}) {
  return useQuery<Page<ReturnsOf<Named<N>>>, ApiError>({
    queryKey: queryKey(name, ask),
    queryFn: ({ signal }) => callList(name, { ...ask, signal }),
    enabled: options.enabled,
    refetchInterval: options.every,
    placeholderData: keepPreviousData,
  });
}

/** Reads a list page after page, by its cursor. */
export function usePages<N extends EndpointName>(name: N, ask: Ask<N> = {}, { enabled }: Options = {}) {
  type One = Page<ReturnsOf<Named<N>>>;
  return useInfiniteQuery<One, ApiError, { pages: One[] }, readonly unknown[], string | undefined>({
    queryKey: [...queryKey(name, ask), 'pages'],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...(ask.query as object), cursor: pageParam } as QueryGiven<Named<N>>;
      return callList(name, { ...ask, query, signal });
    },
    initialPageParam: undefined,
    getNextPageParam: (last) => last.pagination.nextCursor ?? undefined,
    enabled,
    placeholderData: keepPreviousData,
  });
}
