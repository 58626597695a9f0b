import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AnyEndpoint, ReturnsOf } from '@/contract/endpoint';
import type { ApiError } from './api-error';
import { call, type Given } from './call';

/** Writes by an endpoint; afterwards everything on the page is read again, live events or not. */
export function useChange<E extends AnyEndpoint>(
  endpoint: E,
  { onSuccess }: { onSuccess?: (answer: ReturnsOf<E>) => void } = {},
) {
  const client = useQueryClient();
  return useMutation<ReturnsOf<E>, ApiError, Given<E>>({
    mutationFn: (given) => call(endpoint, given),
    onSuccess,
    onSettled: () => client.invalidateQueries(),
  });
}
