import type { Task, TaskDraft } from '@/contract/task';
import { canonicalPatterns } from '@/domain/locks/canonical-path';
import { likelyBy } from '@/domain/locks/likely-files';
import { theOne } from '@/domain/projects/choose-project';
import { READ_TASK } from '@/domain/tasks/create-task.sql';
import { gathers } from '@/domain/tasks/task-type';
import { newTaskToWire } from '@/domain/tasks/to-wire';
import { fromWireId, newId } from '@/lib/ids';
import { inWorkspace } from '@/lib/in-workspace';
import { PROJECTS_WITH_HISTORY } from './offer-task.sql';
import { takeNumbers, writeTasks } from './write-tasks';

/** Whether a task has nothing above it, before it or beneath it: most are so, and may be offered at once. */
export const standsAlone = ({ parent, dependsOn, type }: TaskDraft): boolean =>
  !parent && dependsOn.length === 0 && !gathers(type);

/**
 * Writes a task that stands alone, and its event, in two trips to the database: runners wait for it. Throws BAD_PATH,
 * NOT_FOUND, QUOTA_REACHED or VALIDATION_ERROR (which project?).
 */
export async function offerTask(
  person: { workspaceId: string; userId: string; projectIds?: readonly string[] },
  draft: TaskDraft,
): Promise<Task> {
  const { workspaceId } = person;
  const [filesHint, readsHint] = [canonicalPatterns(draft.filesHint), canonicalPatterns(draft.readsHint)];
  const named = draft.projectId === undefined ? null : fromWireId('proj', draft.projectId);
  const { project, read } = await inWorkspace(person, async (runs) => {
    const [found, numbers] = await Promise.all([
      runs.query(PROJECTS_WITH_HISTORY, [workspaceId, named, filesHint.length > 0]),
      takeNumbers(runs, workspaceId, 1),
    ]);
    const project = theOne(found, draft.projectId);
    const task = {
      ...{ id: newId(), draft, filesHint, readsHint, parentId: null, needs: [] },
      likelyFiles: project.paths ? likelyBy(project, filesHint) : [],
      project: {
        id: project.id,
        defaultTimeoutMs: project.default_timeout_ms,
        defaultMaxTurns: project.default_max_turns,
        defaultBudgetMicros: project.default_budget_micros,
      },
    };
    await writeTasks(runs, person, { tasks: [task], parentIds: [] }, numbers);
    const read = runs.query(READ_TASK, [workspaceId, task.id]);
    // Nobody waits for it here: the commit travels with it.
    runs.unread(read);
    return { project, read };
  });
  const [row] = await read;
  return newTaskToWire(row, project.name);
}
