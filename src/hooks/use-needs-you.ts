import { useEndpoint } from './use-endpoint';

/** How many things wait for a person: open exceptions, and commits to approve. */
export function useNeedsYou(): number {
  const { data } = useEndpoint('getStats');
  return data ? data.exceptions.open + (data.tasks.IN_REVIEW ?? 0) : 0;
}
