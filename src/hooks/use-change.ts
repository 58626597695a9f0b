import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReturnsOf } from '@/contract/endpoint';
import type { ApiError } from './api-error';
import { call } from './call';
import type { EndpointName, Named } from './contract';
import { type Foreseen, showForeseen } from './foresee';
import type { Given } from './send-call';

interface Options<N extends EndpointName> {
  onSuccess?: (answer: ReturnsOf<Named<N>>) => void;
  /** What the page shows at once; taken back where the change is refused. Not for what cannot be undone. */
  foresees?: (given: Given<N>) => Foreseen;
}

/** Writes by an endpoint; afterwards everything on the page is read again, live events or not. */
export function useChange<N extends EndpointName>(name: N, { onSuccess, foresees }: Options<N> = {}) {
  const client = useQueryClient();
  return useMutation<ReturnsOf<Named<N>>, ApiError, Given<N>, (() => void) | undefined>({
    mutationFn: (given) => call(name, given),
    onMutate: async (given) => (foresees ? showForeseen(client, foresees(given)) : undefined),
    onError: (_error, _given, takeBack) => takeBack?.(),
    onSuccess,
    onSettled: () => client.invalidateQueries(),
  });
}
