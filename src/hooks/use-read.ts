import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import type { ParamsOf, ReturnsOf } from '@/contract/endpoint';
import type { EndpointName, Named } from './contract';
import { queryKey } from './query-key';

/**
 * What the page has read of one thing, without asking for it. No query is made for it: an empty one in the frame around
 * the page would keep what came with the document out of the first picture.
 */
export function useRead<N extends EndpointName>(name: N, ask: { params?: ParamsOf<Named<N>> }) {
  const client = useQueryClient();
  const subscribe = useCallback(
    (onChange: () => void) => client.getQueryCache().subscribe(onChange),
    [client],
  );
  return useSyncExternalStore(
    subscribe,
    () => client.getQueryData<ReturnsOf<Named<N>>>(queryKey(name, ask)),
    () => undefined,
  );
}
