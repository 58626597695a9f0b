import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReturnsOf } from '@/contract/endpoint';
import type { ApiError } from './api-error';
import { call } from './call';
import type { EndpointName, Named } from './contract';
import type { Given } from './send-call';

interface Options<N extends EndpointName> {
  onSuccess?: (answer: ReturnsOf<Named<N>>) => void;
}

/** Writes by an endpoint; afterwards everything on the page is read again, live events or not. */
export function useChange<N extends EndpointName>(name: N, { onSuccess }: Options<N> = {}) {
  const client = useQueryClient();
  return useMutation<ReturnsOf<Named<N>>, ApiError, Given<N>>({
    mutationFn: (given) => call(name, given),
    onSuccess,
    onSettled: () => client.invalidateQueries(),
  });
}
