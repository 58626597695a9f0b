import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { AnyEndpoint, ParamsOf, QueryGiven, ReturnsOf } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import type { ApiError } from './api-error';
import { call, callList } from './call';
import { queryKey } from './query-key';

interface Ask<E extends AnyEndpoint> {
  params?: ParamsOf<E>;
  query?: QueryGiven<E>;
}
interface Options {
  enabled?: boolean;
  /** Milliseconds between polls; for what no event announces. */
  every?: number | false;
}

/** Reads one thing; the answer stays fresh by the live events. */
export function useEndpoint<E extends AnyEndpoint>(
  endpoint: E,
  ask: Ask<E> = {},
  { enabled, every }: Options = {},
) {
  return useQuery<ReturnsOf<E>, ApiError>({
    queryKey: queryKey(endpoint, ask),
    queryFn: ({ signal }) => call(endpoint, { ...ask, signal }),
    enabled,
    refetchInterval: every,
  });
}

/** Reads one page of a list. */
export function useList<E extends AnyEndpoint>(
  endpoint: E,
  ask: Ask<E> = {},
  { enabled, every }: Options = {},
) {
  return useQuery<Page<ReturnsOf<E>>, ApiError>({
    queryKey: queryKey(endpoint, ask),
    queryFn: ({ signal }) => callList(endpoint, { ...ask, signal }),
    enabled,
    refetchInterval: every,
    placeholderData: keepPreviousData,
  });
}

/** Reads a list page after page, by its cursor. */
export function usePages<E extends AnyEndpoint>(endpoint: E, ask: Ask<E> = {}, { enabled }: Options = {}) {
  return useInfiniteQuery<
    Page<ReturnsOf<E>>,
    ApiError,
    { pages: Page<ReturnsOf<E>>[] },
    readonly unknown[],
    string | undefined
  >({
    queryKey: [...queryKey(endpoint, ask), 'pages'],
    queryFn: ({ signal, pageParam }) =>
      callList(endpoint, {
        ...ask,
        query: { ...(ask.query as object), cursor: pageParam } as QueryGiven<E>,
        signal,
      }),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.pagination.nextCursor ?? undefined,
    enabled,
    placeholderData: keepPreviousData,
  });
}
