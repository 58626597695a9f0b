import type { ReturnsOf } from '@/contract/endpoint';
import type { Page, Pagination } from '@/contract/list';
import { offline } from './api-error';
import type { EndpointName, Named } from './contract';
import type { Given } from './send-call';

/** Calls an endpoint that answers with one thing. Throws ApiError. */
export async function call<N extends EndpointName>(
  name: N,
  given: Given<N> = {},
): Promise<ReturnsOf<Named<N>>> {
  return (await send(name, given)).data as ReturnsOf<Named<N>>;
}

/** Calls an endpoint that answers with a list. Throws ApiError. */
export async function callList<N extends EndpointName>(
  name: N,
  given: Given<N> = {},
): Promise<Page<ReturnsOf<Named<N>>>> {
  const { data, pagination } = await send(name, given);
  return { items: data as ReturnsOf<Named<N>>[], pagination: pagination as Pagination };
}

/** What sends is loaded behind the page, which came with what it shows first. */
const send = <N extends EndpointName>(name: N, given: Given<N>) =>
  import('./send-call').then(
    ({ sendCall }) => sendCall(name, given),
    () => {
      throw offline();
    },
  );
