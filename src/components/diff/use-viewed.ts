import { useState } from 'react';
import { mayDo } from '@/contract/may-do';
import type { FileDiff } from '@/contract/parse-patch';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { toastRefused } from '../ui/toast-store';
import { words } from '../words/diff';

/** What of a commit this person has looked at, wherever that was: a file or hunk whose changes are others is not viewed. */
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
  const keyOf = (file: FileDiff, hunk: number | '' = '') => `${headSha} ${hunk} ${file.path}`;
  const isHunkViewed = (file: FileDiff, hunk: number): boolean =>
    ticked[keyOf(file, hunk)] ??
    ticked[keyOf(file)] ??
    viewed.data?.hunks.some((one) => one.path === file.path && one.hunk === hunk) ??
    false;
  const isViewed = (file: FileDiff): boolean =>
    file.hunks.length > 0
      ? file.hunks.every((_, hunk) => isHunkViewed(file, hunk))
      : (ticked[keyOf(file)] ?? viewed.data?.paths.includes(file.path) ?? false);
  /** Notes that a file, or one hunk of it, was looked at or was not; all of the file where no hunk is named. */
  const setViewed = (file: FileDiff, to: boolean, hunk?: number) => {
    if (!headSha) return;
    const before = ticked;
    const of = hunk === undefined ? file.hunks.map((_, nth) => nth) : [hunk];
    const keys = [...of.map((nth) => keyOf(file, nth)), ...(hunk === undefined ? [keyOf(file)] : [])];
    setTicked((now) => ({ ...now, ...Object.fromEntries(keys.map((key) => [key, to])) }));
    change.mutate(
      { params, body: { headSha, path: file.path, hunk, viewed: to } },
      {
        onError: (error) => {
          setTicked(before);
          toastRefused(words.notViewed, error);
        },
      },
    );
  };
  return {
    isViewed,
    isHunkViewed,
    setViewed,
    mayView: headSha !== null && me !== undefined && mayDo(me.role, 'task:review'),
  };
}
