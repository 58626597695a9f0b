import { holdLocks } from '@/domain/locks/hold-locks';
import { setAsideFor } from '@/domain/locks/lock-reason';
import { noteWait } from '@/domain/locks/note-wait';
import { moveTask } from '@/domain/tasks/move-task';
import type { Runs } from '@/lib/pool';

interface Hinting {
  id: string;
  project_id: string;
  ready: string;
  files_hint: string[];
  reads_hint: string[];
  likely_files: string[];
  place: number;
}

/**
 * Holds the hinted files of each task, all or nothing. Tasks that cannot have theirs are set aside; those that could, and
 * are likely to write what another task holds besides, are `apart` and stay where they are, where they may be put off.
 */
export async function lockHints(
  runs: Runs,
  workspaceId: string,
  offers: Hinting[],
  mayPutOff: boolean,
): Promise<{ blocked: Set<string>; apart: Set<string> }> {
  const wishes = offers
    .filter((o) => o.ready === 'work' && o.files_hint.length + o.reads_hint.length > 0)
    .map((o) => ({
      taskId: o.id,
      projectId: o.project_id,
      paths: o.files_hint,
      reads: o.reads_hint,
      likely: mayPutOff ? o.likely_files : [],
      place: o.place,
    }));
  if (wishes.length === 0) return { blocked: new Set(), apart: new Set() };
  const refused = (await holdLocks(runs, workspaceId, wishes)).filter((verdict) => !verdict.granted);
  const [apart, blocked] = [refused.filter(({ meets }) => meets), refused.filter(({ meets }) => !meets)];
  await Promise.all(
    blocked.map(async ({ taskId, heldBy }) => {
      const { path } = heldBy[0]!;
      await moveTask(runs, {
        workspaceId,
        taskId,
        ...setAsideFor(path),
        payload: { heldBy },
      });
      await noteWait(runs, { workspaceId, taskId }, path);
    }),
  );
  return {
    blocked: new Set(blocked.map(({ taskId }) => taskId)),
    apart: new Set(apart.map(({ taskId }) => taskId)),
  };
}
