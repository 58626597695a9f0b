import { useMutation } from '@tanstack/react-query';
import type { ReturnsOf } from '@/contract/endpoint';
import type { ApiError } from './api-error';
import { call } from './call';
import type { EndpointName, Named } from './contract';
import type { Given } from './send-call';

/** Asks an endpoint that changes nothing, when someone presses a button. */
export function useAsk<N extends EndpointName>(name: N) {
  return useMutation<ReturnsOf<Named<N>>, ApiError, Given<N>>({ mutationFn: (given) => call(name, given) });
}
