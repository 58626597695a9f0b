import type { BatchDraft } from '@/contract/task-batch';
import { canonicalPatterns } from '@/domain/locks/canonical-path';
import { likelyFiles } from '@/domain/locks/likely-files';
import { chooseProject } from '@/domain/projects/choose-project';
import { findBatchCycle, nameOf } from '@/domain/tasks/find-batch-cycle';
import { levelsOf } from '@/domain/tasks/levels-of';
import { lockGraph } from '@/domain/tasks/lock-graph';
import { cycleError } from '@/domain/tasks/refuse-cycle';
import { byName, lockNeeds, type Needed, needFault, needOf } from '@/domain/tasks/resolve-needs';
import { lockParents, type Parent, parentFault } from '@/domain/tasks/resolve-parent';
import type { Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { byRef, taskRef } from '@/lib/refs';

/** What tasks of a project are allowed unless they say otherwise. */
interface ProjectDefaults {
  id: string;
  defaultTimeoutMs: number;
  defaultMaxTurns: number;
  defaultBudgetMicros: bigint | number | null;
}
/** A task of a batch that may be written. Database uuids. */
export interface PlannedTask {
  id: string;
  draft: BatchDraft;
  project: ProjectDefaults;
  filesHint: string[];
  readsHint: string[];
  likelyFiles: string[];
  parentId: string | null;
  /** What it depends on; of those in the batch nothing is known but that they are open. */
  needs: { id: string; known: Needed | null }[];
}
/** What is wrong with a task of a batch. */
export interface TaskFault {
  index: number;
  field: keyof BatchDraft | null;
  error: AppError;
}
export interface Plan {
  tasks: PlannedTask[];
  faults: TaskFault[];
  /** Tasks outside the batch that come to gather some of it. */
  parentIds: string[];
}

/**
 * Finds out what tasks that are made together name: projects, each other, and tasks outside, which are locked. Nothing
 * is written; everything that is wrong is in the plan, a circle only where nothing else is.
 */
export async function planTasks(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  { projectId, tasks: drafts }: { projectId?: string; tasks: BatchDraft[] },
): Promise<Plan> {
  const faults: TaskFault[] = [];
  const attempt = <T>(index: number, field: TaskFault['field'], run: () => T): T | null => {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      faults.push({ index, field, error });
      return null;
    }
  };
  const ids = drafts.map(() => newId());
  const byKey = keysOf(drafts, faults);
  const outerNeeds = [...new Set(drafts.flatMap(({ dependsOn }) => dependsOn.filter(isRef)))];
  const outerParents = [
    ...new Set(drafts.flatMap(({ parent }) => (parent && isRef(parent) ? [parent] : []))),
  ];
  if (outerParents.length > 0) await lockGraph(runs, workspaceId);
  const needs = byName(await lockNeeds(runs, workspaceId, outerNeeds));
  const parents = await lockParents(runs, workspaceId, outerParents);
  const projects = await projectsOf(tx, drafts, projectId);
  const keyed = (index: number, field: 'parent' | 'dependsOn', name: string): number | null => {
    const found = byKey.get(name.slice('key:'.length));
    if (found === undefined)
      faults.push({
        index,
        field,
        error: wrong(`There is no task with the key ${name.slice(4)} in this call.`),
      });
    return found ?? null;
  };

  const planned = drafts.map((draft, index) => {
    const project = projects.get(draft.projectId ?? projectId);
    if (project instanceof AppError) faults.push({ index, field: 'projectId', error: project });
    const filesHint = attempt(index, 'filesHint', () => canonicalPatterns(draft.filesHint));
    const readsHint = attempt(index, 'readsHint', () => canonicalPatterns(draft.readsHint));
    const found = [...new Set(draft.dependsOn)].map((name) => {
      if (!isRef(name)) {
        const at = keyed(index, 'dependsOn', name);
        return at === null ? null : { id: ids[at]!, known: null };
      }
      const error = needFault(name, needs);
      if (error) faults.push({ index, field: 'dependsOn', error });
      const known = needOf(name, needs);
      return known ? { id: known.id, known } : null;
    });
    const inner = draft.parent && !isRef(draft.parent) ? keyed(index, 'parent', draft.parent) : null;
    const outer = draft.parent && isRef(draft.parent) ? parentOf(draft.parent, parents) : null;
    if (draft.parent && isRef(draft.parent) && !outer)
      faults.push({ index, field: 'parent', error: notFound('task', draft.parent) });
    return {
      id: ids[index]!,
      draft,
      project: project as PlannedTask['project'],
      filesHint: filesHint ?? [],
      readsHint: readsHint ?? [],
      likelyFiles: [],
      parentId: inner === null ? (outer?.id ?? null) : ids[inner]!,
      needs: found.filter((need) => need !== null),
    };
  });
  if (faults.length === 0) await addTreeFaults(runs, workspaceId, planned, parents, faults);
  if (faults.length === 0) await foresee(runs, workspaceId, planned);
  return { tasks: planned, faults, parentIds: parents.map(({ id }) => id) };
}

/** Notes what each is likely to change besides what it names. */
async function foresee(runs: Runs, workspaceId: string, planned: PlannedTask[]): Promise<void> {
  for (const projectId of new Set(planned.map(({ project }) => project.id))) {
    const tasks = planned.filter(({ project }) => project.id === projectId);
    const hints = tasks.map(({ filesHint }) => filesHint);
    const likely = await likelyFiles(runs, { workspaceId, projectId }, hints);
    for (const [i, task] of tasks.entries()) task.likelyFiles = likely[i]!;
  }
}

const isRef = (name: string): boolean => !name.startsWith('key:');

const wrong = (message: string): AppError => new AppError('VALIDATION_ERROR', message);

function keysOf(drafts: BatchDraft[], faults: TaskFault[]): Map<string, number> {
  const byKey = new Map<string, number>();
  drafts.forEach(({ key }, index) => {
    if (key === undefined) return;
    if (byKey.has(key))
      faults.push({ index, field: 'key', error: wrong(`Two tasks of this call have the key ${key}.`) });
    else byKey.set(key, index);
  });
  return byKey;
}

async function projectsOf(tx: Tx, drafts: BatchDraft[], projectId: string | undefined) {
  const projects = new Map<string | undefined, PlannedTask['project'] | AppError>();
  for (const id of new Set(drafts.map((draft) => draft.projectId ?? projectId))) {
    const chosen = chooseProject(tx, id).catch((error: unknown) => {
      if (error instanceof AppError) return error;
      throw error;
    });
    projects.set(id, await chosen);
  }
  return projects;
}

const parentOf = (ref: string, parents: Parent[]): Parent | undefined => {
  const by = byRef('task', ref);
  return parents.find((one) => ('id' in by ? one.id === by.id : one.ref === taskRef(by.number)));
};

/** What is wrong with parents and circles, which can only be said where all names are known. */
async function addTreeFaults(
  runs: Runs,
  workspaceId: string,
  planned: PlannedTask[],
  parents: Parent[],
  faults: TaskFault[],
): Promise<void> {
  const nodes = planned.map((task) => ({ ...task, needs: task.needs.map(({ id }) => id) }));
  const cycle = await findBatchCycle(runs, workspaceId, nodes);
  if (cycle) {
    const index = planned.findIndex(({ draft }, i) => cycle.includes(nameOf(draft, i)));
    faults.push({ index, field: null, error: cycleError(cycle) });
    return;
  }
  const levels = levelsOf(planned, new Map(parents.map(({ id, level }) => [id, level])));
  const byId = new Map(planned.map((task, index) => [task.id, { task, index }]));
  planned.forEach(({ parentId }, index) => {
    if (!parentId) return;
    const inner = byId.get(parentId);
    const level = levels.get(parentId)!;
    const parent = inner
      ? {
          ref: nameOf(inner.task.draft, inner.index),
          type: inner.task.draft.type,
          status: 'BLOCKED' as const,
          level,
        }
      : { ...parents.find(({ id }) => id === parentId)!, level };
    const error = parentFault(parent, 1);
    if (error) faults.push({ index, field: 'parent', error });
  });
}
