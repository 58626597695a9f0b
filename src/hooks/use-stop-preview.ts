import { useQuery } from '@tanstack/react-query';
import type { Stop } from '@/contract/stop';
import type { ApiError } from './api-error';
import { call } from './call';
import { queryKey } from './query-key';

/** Reads what a stop would end and keep, without stopping anything. */
export function useStopPreview(
  name: 'stopWorkspace' | 'stopProject' | 'stopRunner' | 'stopFlowRun' | 'stopTask',
  params: { id: string },
) {
  return useQuery<Stop, ApiError>({
    queryKey: queryKey(name, { params }),
    queryFn: ({ signal }) => call(name, { params, body: { preview: true }, signal }),
  });
}
