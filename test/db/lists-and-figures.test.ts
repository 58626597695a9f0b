import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '@/contract/list';
import type { SearchKind } from '@/contract/search';
import { TaskStatus } from '@/contract/task';
import { listAgents } from '@/domain/agents/list-agents';
import { listLocks } from '@/domain/locks/list-locks';
import { getAway } from '@/domain/notifications/get-away';
import { listProjects } from '@/domain/projects/list-projects';
import { listRunners } from '@/domain/runners/list-runners';
import { search } from '@/domain/search/search';
import { listTasks } from '@/domain/tasks/list-tasks';
import { newId, toWireId } from '@/lib/ids';
import type { PageQuery } from '@/lib/page';
import { checkLocks } from '@/services/coordinator/check-locks';
import { updateTask } from '@/services/coordinator/update-task';
import { getStats } from '@/services/stats/get-stats';
import { refusal, uuidOf, withWorld } from './world';

const world = withWorld();
const tasks = (query: Partial<Parameters<typeof listTasks>[3]> = {}) =>
  world.as((tx, runs) => listTasks(tx, runs, world.me, { limit: 50, offset: 0, ...query }));

beforeAll(async () => {
  for (let n = 0; n < 12; n++) {
    const task = await world.task({
      title: n % 3 === 0 ? `Fix 50%_off ${n}` : `Other ${n}`,
      riskLevel: n % 2 ? 'LOW' : 'HIGH',
      type: n === 6 ? 'epic' : n > 7 && n < 10 ? 'bug' : 'task',
      labels: n % 3 === 0 ? (n > 5 ? ['urgent', 'api'] : ['api']) : [],
      role: n > 9 ? 'reviewer' : 'coding',
      priority: n % 3 === 0 ? (n === 0 ? 0 : 4) : 2,
    });
    if (n === 8)
      await world.as((tx, runs) =>
        updateTask(tx, runs, { ...world.me, ref: task.ref }, { parent: 'TASK-7' }),
      );
    if (n < 5) {
      await world.force(task, 'IN_PROGRESS');
      await world.agent(task, { locks: [`src/${n}.ts`] });
    }
    if (n === 11) await world.force(task, 'COMPLETED', { ended_at: new Date() });
    if (n === 10) await world.force(task, 'FAILED', { ended_at: new Date(Date.now() - 3 * 86_400_000) });
  }
  for (let n = 0; n < 5; n++) {
    await world.sql.query(
      `insert into runner (id, workspace_id, name, public_jwk, session_epoch) values ($1, $2, $3, '{}', 0)`,
      [newId(), world.me.workspaceId, `r${n}`],
    );
    await world.sql.query(
      'insert into project (id, workspace_id, name, repo, archived_at) values ($1, $2, $3, $4, $5)',
      [newId(), world.me.workspaceId, `P${n}`, '/p', n === 0 ? new Date() : null],
    );
  }
});

/** Walks a list by cursors and by offsets and expects every item once, in the same order. */
async function walks(
  list: (query: PageQuery) => Promise<Page<{ id: string }>>,
  count: number,
): Promise<void> {
  const byCursor: string[] = [];
  for (let cursor: string | undefined, more = true; more; ) {
    const page: Page<{ id: string }> = await list({ limit: 2, offset: 0, cursor });
    expect(page.pagination.totalCount).toBe(count);
    byCursor.push(...page.items.map(({ id }) => id));
    more = page.pagination.hasMore;
    expect(page.pagination.nextCursor !== null).toBe(more);
    cursor = page.pagination.nextCursor ?? undefined;
  }
  expect(new Set(byCursor).size).toBe(count);
  const byOffset: string[] = [];
  for (let offset = 0; offset < count; offset += 2)
    byOffset.push(...(await list({ limit: 2, offset })).items.map(({ id }) => id));
  expect(byOffset).toEqual(byCursor);
  expect((await refusal(list({ limit: 2, offset: 0, cursor: "' or 1=1" }))).code).toBe('BAD_REQUEST');
}

describe('every list', () => {
  it('of tasks is walked whole, newest change first', () => walks((query) => tasks(query), 12));
  it('of agents', () => walks((query) => world.as((tx) => listAgents(tx, query)), 5));
  it('of locks', () => walks((query) => world.as((tx) => listLocks(tx, query)), 5));
  it('of runners', () => walks((query) => world.as((tx, runs) => listRunners(tx, runs, query)), 6));
  it('of projects, without those that are archived', () =>
    walks((query) => world.as((tx) => listProjects(tx, query)), 5));
});

describe('tasks are found', () => {
  it.each([
    ['by status', { status: ['IN_PROGRESS'] }, 5],
    ['by several statuses', { status: ['COMPLETED', 'FAILED'] }, 2],
    ['by risk', { riskLevel: ['LOW'] }, 6],
    ['by words of the title, whatever their case', { q: 'FIX' }, 4],
    ['by signs that mean something to a database, as they are', { q: '50%_' }, 4],
    ['by a sign that stands for nothing', { q: '%%' }, 0],
    ['by their ref', { q: 'task-1' }, 4],
    ['by type', { type: ['bug', 'epic'] }, 3],
    ['by label', { label: ['api'] }, 4],
    ['by several labels, which it has all', { label: ['api', 'urgent'] }, 2],
    ['by role', { role: ['reviewer'] }, 2],
    ['by priority', { priority: [0, 4] }, 4],
    ['by all of it at once', { q: 'other', riskLevel: ['LOW'], status: ['QUEUED'] }, 2],
  ] as const)('%s', async (_, query, count) => {
    const page = await tasks(query as never);
    expect(page.pagination.totalCount).toBe(count);
    expect(page.items).toHaveLength(count);
  });

  it('under their parent, by its ref or its id, or without one', async () => {
    const [child] = (await tasks({ parent: 'TASK-7' })).items;
    expect(child).toMatchObject({ ref: 'TASK-9', parentRef: 'TASK-7' });
    const [parent] = (await tasks({ type: ['epic'] })).items;
    expect((await tasks({ parent: parent!.id })).items.map(({ ref }) => ref)).toEqual(['TASK-9']);
    expect((await tasks({ parent: 'none' })).pagination.totalCount).toBe(11);
    expect((await tasks({ parent: 'TASK-404' })).pagination.totalCount).toBe(0);
  });

  it.each([
    ['number', 'asc', (ref: number) => ref],
    ['number', 'desc', (ref: number) => -ref],
    ['created', 'asc', (ref: number) => ref],
    ['created', 'desc', (ref: number) => -ref],
  ] as const)('in order of %s, %s', async (sort, order, key) => {
    const numbers = (await tasks({ sort, order })).items.map(({ ref }) => Number(ref.slice(5)));
    expect(numbers).toEqual(numbers.toSorted((a, b) => key(a) - key(b)));
    await walks((query) => tasks({ ...query, sort, order }), 12);
  });

  it('the most urgent first, page by page', async () => {
    const urgency = (await tasks({ sort: 'priority' })).items.map(({ priority }) => priority);
    expect(urgency).toEqual(urgency.toSorted((a, b) => a - b));
    await walks((query) => tasks({ ...query, sort: 'priority' }), 12);
    const { nextCursor } = (await tasks({ sort: 'priority', limit: 2 })).pagination;
    expect((await refusal(tasks({ sort: 'number', cursor: nextCursor! }))).code).toBe('BAD_REQUEST');
  });

  it('with the live agent in each', async () => {
    for (const task of (await tasks({ status: ['IN_PROGRESS'] })).items)
      expect(task).toMatchObject({ agentId: expect.stringMatching(/^agent_/), runnerName: 'laptop-ana' });
  });
});

describe('figures', () => {
  it('are those of the database', async () => {
    await world.sql.query('update agent set cost_micros = 250000');
    // Some of these tasks were put where they stand past every trigger.
    await world.sql.query('select recount_tallies()');
    const stats = await world.as((_, runs) => getStats(runs, world.me.workspaceId));
    const { rows } = await world.sql.query('select status, count(*)::int as n from task group by 1');
    const counted = Object.fromEntries(rows.map(({ status, n }) => [status, n]));
    expect(stats.tasks).toEqual(
      Object.fromEntries(TaskStatus.options.map((status) => [status, counted[status] ?? 0])),
    );
    expect(stats).toMatchObject({
      runners: { total: 6, online: 1, busy: 1 },
      agents: { live: 5 },
      locks: { active: 5 },
      exceptions: { open: 0 },
      last24h: { completed: 1, failed: 0, spentMicros: 1_250_000 },
    });
    expect(stats.days).toHaveLength(14);
    expect(stats.days.at(-1)).toMatchObject({
      day: new Date().toISOString().slice(0, 10),
      completed: 1,
      spentMicros: 1_250_000,
    });
    expect(stats.days.reduce((sum, day) => sum + day.failed, 0)).toBe(1);
    expect(Date.parse(stats.oldestQueuedAt!)).toBeLessThan(Date.now());
  });
});

describe('what happened meanwhile', () => {
  it('is counted as far as it is newer, and nothing of a hidden project', async () => {
    const away = (daysAgo: number, hidden: string[] = []) => {
      const since = new Date(Date.now() - daysAgo * 86_400_000).toISOString();
      return world.as((tx, runs) => getAway(tx, runs, world.me.workspaceId, since, hidden));
    };
    const review = await world.task({
      title: 'Waits for a person',
      projectId: toWireId('proj', world.projectId),
    });
    await world.force(review, 'IN_REVIEW');
    expect(await away(4)).toMatchObject({ done: 1, failed: 1, needsYou: 1 });
    expect(await away(1)).toMatchObject({ done: 1, failed: 0, needsYou: 1 });
    expect(await away(4, [world.projectId])).toMatchObject({ done: 0, failed: 0, needsYou: 0 });
    await world.sql.query('delete from task where id = $1', [uuidOf(review.id)]);
  });
});

describe('checking locks', () => {
  it('says who holds what, in the spelling of the one who asks', async () => {
    const check = (...files: string[]) =>
      world.as((tx, runs) =>
        checkLocks(tx, runs, world.me.workspaceId, {
          files,
          reads: [],
          projectId: `proj_${world.projectId.replaceAll('-', '')}`,
        }),
      );
    expect(await check('docs/a.md')).toEqual({ available: true, heldBy: [], likely: [], expected: [] });
    const held = await check('./SRC//1.ts', 'docs/', 'src/*.ts');
    expect(held.available).toBe(false);
    expect(held.heldBy.map(({ path }) => path)).toEqual(['SRC/1.ts', 'src/*.ts']);
    expect(held.heldBy[0]).toMatchObject({ pattern: 'src/1.ts', taskTitle: 'Other 1' });
    expect((await refusal(check('/etc'))).code).toBe('BAD_PATH');
  });
});

describe('what is searched for', () => {
  const found = (q: string, kind?: SearchKind[], hidden: string[] = []) =>
    world.as(async (tx, runs) =>
      (await search(tx, runs, world.me.workspaceId, { q, kind, limit: 8 }, hidden)).map(({ ref }) => ref),
    );

  it('is found by ref, by the beginnings of all its words, and by what it is called', async () => {
    const { ref } = await world.task({
      title: 'Mend the Überschrift',
      description: 'It overlaps its neighbour.',
      projectId: toWireId('proj', world.projectId),
    });
    expect(await found('über neigh')).toEqual([ref]);
    expect(await found('über nowhere')).toEqual([]);
    expect(await found(ref.toLowerCase(), ['task'])).toEqual([ref]);
    expect(await found(ref.slice(5), ['task'])).toEqual([ref]);
    expect(await found('r3')).toEqual(['r3']);
    expect(await found('P2', ['project'])).toEqual(['P2']);
    expect((await found('laptop', ['agent'])).length).toBe(5);
  });

  it('is found by the words it has now, and no more when it is gone', async () => {
    const projectId = toWireId('proj', world.projectId);
    const { id, ref } = await world.task({ title: 'Oil the hinge', description: 'It squeaks.', projectId });
    await world.sql.query("update task set title = 'Paint the door' where id = $1", [uuidOf(id)]);
    expect(await found('hinge', ['task'])).toEqual([]);
    expect(await found('door squeaks', ['task'])).toEqual([ref]);
    await world.sql.query('delete from task where id = $1', [uuidOf(id)]);
    const { rows } = await world.sql.query('select from hot.task_text where task_id = $1', [uuidOf(id)]);
    expect(rows).toEqual([]);
  });

  it('is nothing of a hidden project, and asks nothing of the database but words', async () => {
    expect(await found('über', ['task'], [world.projectId])).toEqual([]);
    for (const q of ["' | !", ':* & (', '\\', '%', '()']) expect(await found(q, ['task']), q).toEqual([]);
  });

  it('is what came last where there are no words, but nothing of a hidden project', async () => {
    const { rows } = await world.sql.query<{ ref: string; project_id: string }>(
      "select 'TASK-' || number as ref, project_id from task where workspace_id = $1 order by number desc",
      [world.me.workspaceId],
    );
    const newest = (hidden: string[]) =>
      rows
        .filter((row) => !hidden.includes(row.project_id))
        .slice(0, 8)
        .map(({ ref }) => ref);
    expect(await found('', ['task'])).toEqual(newest([]));
    expect(await found('', ['task'], [world.projectId])).toEqual(newest([world.projectId]));
  });
});
