import type { StopLevel } from '@/contract/stop';
import { TERMINAL } from '@/contract/terminal-status';
import { getRun } from '@/domain/flows/get-run';
import { LOCK_OPEN_TASKS } from '@/domain/flows/run-tasks.sql';
import { LOCK_TREE, MARK_PROJECT, MARK_RUNNER, MARK_TASKS } from '@/domain/leases/stop-work.sql';
import { getProject } from '@/domain/projects/get-project';
import { getRunner } from '@/domain/runners/get-runner';
import { readLimits } from '@/domain/settings/queue-settings';
import { updateQueue } from '@/domain/settings/update-queue';
import { getTask } from '@/domain/tasks/get-task';
import { illegalMove } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { goOn, mark } from './steer-flow';

/** What a stop is about. `ref` is the wire id of a project, runner or run, a task's id or ref, and empty for the workspace. */
export interface StopTarget {
  level: StopLevel;
  ref: string;
}
/** The same, found: database uuids, null where it is about more. Tasks come locked. */
export interface Scope {
  projectId: string | null;
  runnerId: string | null;
  taskIds: string[] | null;
  /** What its event is about. */
  about: { projectId?: string; runnerId?: string; taskId?: string };
  /** What its event says besides. */
  payload?: { runId: string };
  isStopped(): Promise<boolean>;
  /** Makes it so; answers whether that changed anything. */
  mark(stopped: boolean, note: string | null): Promise<boolean>;
}
interface Person {
  workspaceId: string;
  userId: string;
}
type Find = (tx: Tx, runs: Runs, person: Person, ref: string) => Promise<Scope>;

const ALL = { projectId: null, runnerId: null, taskIds: null };

/** Finds what is to be stopped or started. Throws NOT_FOUND, and ILLEGAL_TRANSITION for a task that has ended. */
export const findScope = (tx: Tx, runs: Runs, person: Person, { level, ref }: StopTarget): Promise<Scope> =>
  SCOPES[level](tx, runs, person, ref);

const SCOPES: Record<StopLevel, Find> = {
  workspace: async (_, runs, person) => {
    const isStopped = async () => (await readLimits(runs, person.workspaceId)).queue.paused;
    return {
      ...ALL,
      about: {},
      isStopped,
      mark: async (paused, pauseNote) => {
        if ((await isStopped()) === paused) return false;
        await updateQueue(runs, person, { paused, pauseNote });
        return true;
      },
    };
  },
  project: async (tx, runs, { workspaceId }, ref) => {
    const { stoppedAt } = await getProject(tx, ref);
    const projectId = fromWireId('proj', ref);
    return {
      ...ALL,
      projectId,
      about: { projectId },
      isStopped: async () => stoppedAt !== null,
      mark: async (stopped, note) =>
        (await runs.query(MARK_PROJECT, [workspaceId, projectId, stopped, note])).length > 0,
    };
  },
  runner: async (tx, runs, { workspaceId }, ref) => {
    const { status } = await getRunner(tx, runs, ref);
    const runnerId = fromWireId('runner', ref);
    return {
      ...ALL,
      runnerId,
      about: { runnerId },
      isStopped: async () => status === 'PAUSED',
      mark: async (stopped, note) =>
        (await runs.query(MARK_RUNNER, [workspaceId, runnerId, stopped, note])).length > 0,
    };
  },
  flow: async (tx, runs, person, ref) => {
    const { workspaceId } = person;
    const { status, projectId } = await getRun(tx, ref);
    const of = [workspaceId, fromWireId('run', ref)];
    const openTasks = async () => (await runs.query<{ id: string }>(LOCK_OPEN_TASKS, of)).map(({ id }) => id);
    return {
      ...ALL,
      taskIds: await openTasks(),
      about: { projectId: fromWireId('proj', projectId) },
      payload: { runId: ref },
      isStopped: async () => status === 'PAUSED',
      mark: async (stopped, note) => {
        if (!stopped) return goOn(runs, person, ref);
        const changed = await mark(runs, person, ref, 'PAUSED', note ?? undefined);
        // Those that came before the run was locked are among them now.
        const marked = await runs.query(MARK_TASKS, [workspaceId, await openTasks(), true]);
        return changed !== null || marked.length > 0;
      },
    };
  },
  task: async (tx, runs, { workspaceId }, ref) => {
    const task = await getTask(tx, ref);
    if (TERMINAL.has(task.status)) throw illegalMove(task, 'it has ended, so there is nothing to stop.');
    const taskId = fromWireId('task', task.id);
    const tree: { id: string }[] = await runs.query(LOCK_TREE, [workspaceId, taskId]);
    const taskIds = tree.map(({ id }) => id);
    return {
      ...ALL,
      taskIds,
      about: { projectId: fromWireId('proj', task.projectId), taskId },
      isStopped: async () => task.stoppedAt !== null,
      mark: async (stopped) => (await runs.query(MARK_TASKS, [workspaceId, taskIds, stopped])).length > 0,
    };
  },
};
