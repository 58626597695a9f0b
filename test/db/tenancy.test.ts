import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { TaskDraft } from '@/contract/task';
import { BatchDraft } from '@/contract/task-batch';
import { getAgent } from '@/domain/agents/get-agent';
import { listAgents } from '@/domain/agents/list-agents';
import { listEvents } from '@/domain/events/list-events';
import { getException } from '@/domain/exceptions/get-exception';
import { listExceptions } from '@/domain/exceptions/list-exceptions';
import { openException } from '@/domain/exceptions/open-exception';
import { canonicalPattern } from '@/domain/locks/canonical-path';
import { findConflicts } from '@/domain/locks/find-conflicts';
import { listLocks } from '@/domain/locks/list-locks';
import { readLog } from '@/domain/logs/read-log';
import { deleteProject } from '@/domain/projects/delete-project';
import { getProject } from '@/domain/projects/get-project';
import { listProjects } from '@/domain/projects/list-projects';
import { updateProject } from '@/domain/projects/update-project';
import { createEnrollment } from '@/domain/runners/create-enrollment';
import { getEnrollment } from '@/domain/runners/get-enrollment';
import { getRunner } from '@/domain/runners/get-runner';
import { listRunners } from '@/domain/runners/list-runners';
import { updateRunner } from '@/domain/runners/update-runner';
import { getChanges } from '@/domain/tasks/get-changes';
import { getTask } from '@/domain/tasks/get-task';
import { listTasks } from '@/domain/tasks/list-tasks';
import { getAgentVerification } from '@/domain/verification/get-agent-verification';
import { getProof } from '@/domain/verification/get-proof';
import type { Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { cancelTask } from '@/services/coordinator/cancel-task';
import { closeTask } from '@/services/coordinator/close-task';
import { createTask } from '@/services/coordinator/create-task';
import { createTasks } from '@/services/coordinator/create-tasks';
import { deleteTask } from '@/services/coordinator/delete-task';
import { killAgent } from '@/services/coordinator/kill-agent';
import { pauseAgent } from '@/services/coordinator/pause-agent';
import { releaseOneLock, releaseTaskLocks } from '@/services/coordinator/release-locks';
import { resolveException } from '@/services/coordinator/resolve-exception';
import { retryAgent } from '@/services/coordinator/retry-agent';
import { retryTask } from '@/services/coordinator/retry-task';
import { runTask } from '@/services/coordinator/run-task';
import { spawnAgent } from '@/services/coordinator/spawn-agent';
import { updateTask } from '@/services/coordinator/update-task';
import { verifyTask } from '@/services/coordinator/verify-task';
import { getAgentAnalytics } from '@/services/stats/get-agent-analytics';
import { getStats } from '@/services/stats/get-stats';
import { revokeRunner } from '@/services/supervisor/revoke-runner';
import { whyTask } from '@/services/triage/why-task';
import { type Person, refusal, uuidOf, withWorld } from './world';

const world = withWorld();
/** A person of another workspace, who knows every id of ours. */
const stranger: Person = { workspaceId: randomUUID(), userId: randomUUID() };
const ours = { task: '', agent: '', runner: '', project: '', exception: '', enrollment: '', lock: '' };
const theirs = { task: '' };
const first = { limit: 50, offset: 0 };

beforeAll(async () => {
  await world.sql.query("insert into workspace (id, name, slug) values ($1, 'Theirs', 'theirs')", [
    stranger.workspaceId,
  ]);
  await world.sql.query(`insert into "user" (id, name, email) values ($1, 'Eve', 'eve@example.com')`, [
    stranger.userId,
  ]);
  const task = await world.task({ filesHint: ['src/'] });
  await world.force(task, 'IN_PROGRESS');
  const agent = await world.agent(task, { locks: ['src/'] });
  const number = await world.as((_, runs) =>
    openException(runs, {
      id: randomUUID(),
      workspaceId: world.me.workspaceId,
      taskId: uuidOf(task.id),
      type: 'QUESTION',
      severity: 'low',
      title: '?',
      body: '',
      options: [],
      actor: 'system',
    }),
  );
  Object.assign(ours, {
    task: task.id,
    agent: toWireId('agent', agent),
    runner: toWireId('runner', world.runnerId),
    project: toWireId('proj', world.projectId),
    lock: (await world.as((tx) => listLocks(tx, first))).items[0]!.id,
    exception: (await world.as((tx) => getException(tx, `EXC-${number}`))).id,
    enrollment: (
      await world.as((tx, runs) =>
        createEnrollment(tx, runs, { ...world.me, origin: 'http://localhost:3000' }, { labels: [] }),
      )
    ).id,
  });
});

describe('a stranger who knows the ids', () => {
  it('gets an empty page of everything', async () => {
    const lists = await world.as(
      async (tx, runs) => [
        await listTasks(tx, runs, stranger, first),
        await listProjects(tx, first),
        await listRunners(tx, runs, first),
        await listAgents(tx, first),
        await listExceptions(tx, first, world.me.userId),
        await listLocks(tx, first),
        await listEvents(tx, runs, stranger.workspaceId, first),
      ],
      stranger,
    );
    for (const list of lists) expect(list).toMatchObject({ items: [], pagination: { totalCount: 0 } });
  });

  it('gets nothing by asking for our workspace from within theirs', async () => {
    const [tasks, events, locks, stats, analytics] = await world.as(
      async (tx, runs) => [
        await listTasks(tx, runs, world.me, first),
        await listEvents(tx, runs, world.me.workspaceId, first),
        await findConflicts(runs, { workspaceId: world.me.workspaceId, projectId: world.projectId }, [
          canonicalPattern('**'),
        ]),
        await getStats(runs, world.me.workspaceId),
        await getAgentAnalytics(runs, world.me.workspaceId, '30d'),
      ],
      stranger,
    );
    expect(tasks).toMatchObject({ items: [], pagination: { totalCount: 0 } });
    expect(events).toMatchObject({ items: [], pagination: { totalCount: 0 } });
    expect(locks).toEqual([]);
    expect(analytics).toMatchObject({ totals: { agents: 0 }, byRole: [], byEngine: [], failures: [] });
    expect(stats).toMatchObject({
      runners: { total: 0 },
      agents: { live: 0 },
      locks: { active: 0 },
      exceptions: { open: 0 },
    });
  });
});

describe('a stranger with a task of their own, who knows the ids', () => {
  beforeAll(async () => {
    await world.sql.query(
      "insert into project (id, workspace_id, name, repo) values ($1, $2, 'Theirs', '/t')",
      [randomUUID(), stranger.workspaceId],
    );
    const own = TaskDraft.parse({ title: 'Theirs' });
    theirs.task = (await world.as((tx, runs) => createTask(tx, runs, stranger, own), stranger)).ref;
  });

  const attempts: [string, (tx: Tx, runs: Runs) => Promise<unknown>][] = [
    ['read the task', (tx) => getTask(tx, ours.task)],
    ['read its proof', (tx) => getProof(tx, ours.task)],
    ['read its changes', (tx) => getChanges(tx, ours.task)],
    ['ask why it waits', (tx, runs) => whyTask(tx, runs, stranger.workspaceId, ours.task)],
    ['cancel it', (tx, runs) => cancelTask(tx, runs, { ...stranger, ref: ours.task })],
    ['change it', (tx, runs) => updateTask(tx, runs, { ...stranger, ref: ours.task }, { title: 'mine' })],
    ['delete it', (tx, runs) => deleteTask(tx, runs, { ...stranger, ref: ours.task })],
    [
      'make a task in the project',
      (tx, runs) => createTask(tx, runs, stranger, TaskDraft.parse({ title: 'x', projectId: ours.project })),
    ],
    [
      'put a task under it',
      (tx, runs) => updateTask(tx, runs, { ...stranger, ref: theirs.task }, { parent: ours.task }),
    ],
    [
      'let a task wait for it',
      (tx, runs) => updateTask(tx, runs, { ...stranger, ref: theirs.task }, { dependsOn: [ours.task] }),
    ],
    [
      'close one of theirs as its duplicate',
      (tx, runs) =>
        closeTask(
          tx,
          runs,
          { ...stranger, ref: theirs.task },
          { resolution: 'duplicate', duplicateOf: ours.task },
        ),
    ],
    [
      'make many that wait for it',
      (tx, runs) =>
        createTasks(tx, runs, stranger, {
          tasks: [BatchDraft.parse({ title: 'x', dependsOn: [ours.task] })],
        }),
    ],
    [
      'make many under it',
      (tx, runs) =>
        createTasks(tx, runs, stranger, { tasks: [BatchDraft.parse({ title: 'x', parent: ours.task })] }),
    ],
    ['try it again', (tx, runs) => retryTask(tx, runs, { ...stranger, ref: ours.task })],
    ['run it', (tx, runs) => runTask(tx, runs, { ...stranger, ref: ours.task })],
    ['have it verified', (tx, runs) => verifyTask(tx, runs, { ...stranger, ref: ours.task })],
    ['read the agent', (tx) => getAgent(tx, ours.agent)],
    ['read what it checked', (tx) => getAgentVerification(tx, ours.agent)],
    ['pause it', (tx, runs) => pauseAgent(tx, runs, stranger, ours.agent, true)],
    ['let it go on', (tx, runs) => pauseAgent(tx, runs, stranger, ours.agent, false)],
    ['end it', (tx, runs) => killAgent(tx, runs, stranger, ours.agent, { requeue: true })],
    ['have its task done again', (tx, runs) => retryAgent(tx, runs, stranger, ours.agent)],
    ['ask for one', (tx, runs) => spawnAgent(tx, runs, stranger, { taskId: ours.task })],
    ['release its lock', (tx, runs) => releaseOneLock(tx, runs, stranger, ours.lock, 'Mine.')],
    ['release all its locks', (tx, runs) => releaseTaskLocks(tx, runs, stranger, ours.task, 'Mine.')],
    ['read its log', (tx, runs) => readLog(tx, runs, ours.agent, { fromLine: 1, limit: 10 })],
    ['read the runner', (tx, runs) => getRunner(tx, runs, ours.runner)],
    ['read the project', (tx) => getProject(tx, ours.project)],
    ['change it', (tx, runs) => updateProject(tx, runs, stranger, ours.project, { name: 'Mine' })],
    ['delete it', (tx, runs) => deleteProject(tx, runs, stranger, ours.project)],
    ['read the exception', (tx) => getException(tx, ours.exception)],
    [
      'answer it',
      (tx, runs) => resolveException(tx, runs, stranger, ours.exception, { status: 'resolved', text: 'x' }),
    ],
    ['read the enrollment', (tx, runs) => getEnrollment(tx, runs, ours.enrollment)],
  ];
  it.each(attempts)('cannot %s: it is as if it were not there', async (_, attempt) => {
    expect((await refusal(world.as(attempt, stranger))).code).toBe('NOT_FOUND');
  });

  it('cannot pause or revoke our runner', async () => {
    expect((await refusal(updateRunner(stranger, ours.runner, { status: 'PAUSED' }))).code).toBe('NOT_FOUND');
    expect((await refusal(revokeRunner(stranger.workspaceId, ours.runner, 'person:stranger'))).code).toBe(
      'NOT_FOUND',
    );
    expect((await world.as((tx, runs) => getRunner(tx, runs, ours.runner))).status).toBe('ACTIVE');
  });
});

describe('row-level security of every table with a workspace', () => {
  it('shows ours alone, whatever the query forgets; and without a workspace nothing', async () => {
    const { rows: tables } = await world.sql.query(
      `select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
       join pg_namespace n on n.oid = c.relnamespace where has_table_privilege('ao_app', c.oid, 'select') and n.nspname in ('public', 'hot') and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    );
    expect(tables.length).toBeGreaterThan(15);
    for (const { name } of tables) {
      for (const [setting, of] of [
        [stranger.workspaceId, stranger.workspaceId],
        ['', null],
      ] as const) {
        await world.sql.query('begin');
        await world.sql.query(
          "select set_config('role', 'ao_app', true), set_config('app.workspace', $1, true)",
          [setting],
        );
        const { rows } = await world.sql.query(
          `select count(*)::int as n from ${name} where workspace_id is distinct from $1`,
          [of],
        );
        await world.sql.query('rollback');
        expect(rows[0].n, `${name} seen with "${setting}"`).toBe(0);
      }
    }
  });

  it('lets nobody write into another workspace', async () => {
    const write = world.as(
      (tx) =>
        tx.project.create({
          data: { id: randomUUID(), workspaceId: world.me.workspaceId, name: 'Planted', repo: '/x' },
        }),
      stranger,
    );
    await expect(write).rejects.toThrow(/row-level security/);
    const move = world.as((tx) => tx.runner.updateMany({ data: { name: 'Taken' } }), stranger);
    expect((await move).count).toBe(0);
  });
});
