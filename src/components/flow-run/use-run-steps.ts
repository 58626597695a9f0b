import { useQuery } from '@tanstack/react-query';
import type { FlowNodeRun } from '@/contract/flow-run';
import type { ApiError } from '@/hooks/api-error';
import { callList } from '@/hooks/call';
import { queryKey } from '@/hooks/query-key';

const AT_ONCE = 1000;

/** All steps of a run without what they gave out; live events have them read again. */
export function useRunSteps(runId: string) {
  const ask = { params: { id: runId }, query: { limit: AT_ONCE, outputs: 'false' as const } };
  return useQuery<FlowNodeRun[], ApiError>({
    queryKey: [...queryKey('listFlowNodes', ask), 'all'],
    queryFn: async ({ signal }) => {
      const steps: FlowNodeRun[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await callList('listFlowNodes', { ...ask, query: { ...ask.query, cursor }, signal });
        steps.push(...page.items);
        cursor = page.pagination.nextCursor ?? undefined;
        if (cursor === undefined) return steps;
      }
    },
  });
}
