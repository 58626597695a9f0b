import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { type Task, TaskDraft, type TaskStatus } from '@/contract/task';
import { getTask } from '@/domain/tasks/get-task';
import { asWorkspace, type Tx } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { createTask } from '@/services/coordinator/create-task';
import { withDatabase } from '../support/with-database';

export interface Person {
  workspaceId: string;
  userId: string;
}

/** A database with one workspace, a person, a project and a machine, and ways to put more into it. */
export function withWorld() {
  const database = withDatabase();
  const me: Person = { workspaceId: randomUUID(), userId: randomUUID() };
  const ownRunner: string = randomUUID();
  const world = {
    sql: undefined as unknown as pg.Client,
    me,
    projectId: randomUUID(),
    runnerId: ownRunner,

    /** Runs a verb as the workspace of `person`. */
    as<T>(run: (tx: Tx, runs: Runs) => Promise<T>, person: Person = me): Promise<T> {
      return asWorkspace(person.workspaceId, run);
    },
    /** A task made by the real verb. */
    task(draft: Partial<TaskDraft> = {}): Promise<Task> {
      return world.as((tx, runs) =>
        createTask(tx, runs, world.me, TaskDraft.parse({ title: 'A task', ...draft })),
      );
    },
    get(ref: string): Promise<Task> {
      return world.as((tx) => getTask(tx, ref));
    },
    /** Puts a task into a status past every rule. */
    async force(task: { id: string }, status: TaskStatus, more: Record<string, unknown> = {}): Promise<void> {
      const columns = { status, ready: null, claim_key: null, ...more };
      const sets = Object.keys(columns).map((name, i) => `${name} = $${i + 2}`);
      await world.sql.query('begin');
      await world.sql.query("set local session_replication_role = 'replica'");
      await world.sql.query(`update task set ${sets.join(', ')} where id = $1`, [
        uuidOf(task.id),
        ...Object.values(columns),
      ]);
      await world.sql.query('commit');
    },
    /** A live agent with its lease, and a hold with locks where paths are given. Answers its database uuid. */
    async agent(
      task: { id: string },
      { kind = 'work', attempt = 1, runnerId = ownRunner, locks = [] as string[] } = {},
    ): Promise<string> {
      const id = randomUUID();
      const taskId = uuidOf(task.id);
      const { workspaceId } = world.me;
      await world.sql.query(
        `insert into agent (id, workspace_id, task_id, runner_id, attempt, kind, claim_id, status, started_at)
         values ($1, $2, $3, $4, $5, $6::"AgentKind", $7, 'running', clock_timestamp() - interval '3 minutes')`,
        [id, workspaceId, taskId, runnerId, attempt, kind, randomUUID()],
      );
      await world.sql.query(
        `insert into lease (agent_id, workspace_id, task_id, runner_id, attempt, session_epoch, expires_at, token_hash)
         values ($1, $2, $3, $4, $5, 1, clock_timestamp() + interval '1 minute', $6)`,
        [id, workspaceId, taskId, runnerId, attempt, randomBytes(32)],
      );
      await world.sql.query(
        'insert into hold (task_id, workspace_id, project_id) values ($1, $2, $3) on conflict do nothing',
        [taskId, workspaceId, world.projectId],
      );
      for (const path of locks) {
        await world.sql.query(
          `insert into file_lock (id, workspace_id, project_id, task_id, kind, pattern, match_key)
           values ($1, $2, $3, $4, $5::"LockKind", $6, lower($6))`,
          [
            randomUUID(),
            workspaceId,
            world.projectId,
            taskId,
            path.endsWith('/') ? 'directory' : 'file',
            path,
          ],
        );
      }
      return id;
    },
    /** Types of the events written so far, oldest first. */
    async events(task?: { id: string }): Promise<string[]> {
      const { rows } = await world.sql.query(
        'select type from event where $1::uuid is null or task_id = $1 order by xid, id',
        [task ? uuidOf(task.id) : null],
      );
      return rows.map((row) => row.type);
    },
  };
  beforeAll(async () => {
    world.sql = new pg.Client({ connectionString: database.url });
    await world.sql.connect();
    const { workspaceId, userId } = world.me;
    await world.sql.query("insert into workspace (id, name, slug) values ($1, 'Mine', 'mine')", [
      workspaceId,
    ]);
    await world.sql.query(`insert into "user" (id, name, email) values ($1, 'Me', 'me@example.com')`, [
      userId,
    ]);
    await world.sql.query(
      "insert into project (id, workspace_id, name, repo) values ($1, $2, 'Shop', '/srv/shop')",
      [world.projectId, workspaceId],
    );
    await world.sql.query(
      `insert into runner (id, workspace_id, name, public_jwk, session_epoch, last_seen_at, max_concurrent)
       values ($1, $2, 'laptop-ana', '{}', 1, clock_timestamp(), 2)`,
      [world.runnerId, workspaceId],
    );
    await world.sql.query(
      "insert into project_report (workspace_id, runner_id, project_id, state) values ($1, $2, $3, 'ok')",
      [workspaceId, world.runnerId, world.projectId],
    );
  });
  afterAll(() => world.sql.end());
  return world;
}

/** The database uuid of any wire id. */
export const uuidOf = (wireId: string): string => {
  const prefix = wireId.slice(0, wireId.lastIndexOf('_'));
  return fromWireId(prefix as 'task', wireId);
};

/** The code and details a promise is refused with. */
export const refusal = async (
  promise: Promise<unknown>,
): Promise<{ code: string; message: string; details?: Record<string, unknown> }> => {
  try {
    await promise;
  } catch (error) {
    const { code, message, details } = error as {
      code: string;
      message: string;
      details?: Record<string, unknown>;
    };
    return { code, message, details };
  }
  throw new Error('it was not refused');
};
