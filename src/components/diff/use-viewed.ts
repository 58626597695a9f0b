import { useState } from 'react';
import { mayDo } from '@/contract/may-do';
import type { FileDiff } from '@/contract/parse-patch';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { toast } from '../ui/toast-store';

/** Which files of a commit this person has looked at, wherever that was: a file whose changes are others is not viewed. */
export function useViewed(taskRef: string, headSha: string | null) {
  const params = { id: taskRef };
  const { data: me } = useEndpoint('getMe');
  const viewed = useEndpoint(
    'getViewed',
    { params, query: { headSha: headSha ?? undefined } },
    { enabled: headSha !== null },
  );
  const change = useChange('setViewed');
  /** What was ticked here, before the server has said so. */
  const [ticked, setTicked] = useState<Record<string, boolean>>({});
  const keyOf = (file: FileDiff) => `${headSha} ${file.path}`;
  const isViewed = (file: FileDiff) => ticked[keyOf(file)] ?? viewed.data?.paths.includes(file.path) ?? false;
  const setViewed = (file: FileDiff, to: boolean) => {
    if (!headSha) return;
    const tick = (is: boolean) => setTicked((before) => ({ ...before, [keyOf(file)]: is }));
    tick(to);
    change.mutate(
      { params, body: { headSha, path: file.path, viewed: to } },
      {
        onError: (error) => {
          tick(!to);
          toast('Nothing was noted', { description: error.message, tone: 'failed' });
        },
      },
    );
  };
  return {
    isViewed,
    setViewed,
    mayView: headSha !== null && me !== undefined && mayDo(me.role, 'task:review'),
  };
}
