import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { BodyGiven } from '@/contract/endpoint';
import { createTasks as contract } from '@/contract/task-batch';
import { onWake, topic } from '@/lib/wake';
import { createTasks } from '@/services/coordinator/create-tasks';
import { importTasks } from '@/services/coordinator/import-tasks';
import { refusal, uuidOf, withWorld } from './world';

const world = withWorld();
type Given = BodyGiven<typeof contract>;
const make = (tasks: (Partial<Given['tasks'][number]> | object)[], more: object = {}) => {
  const body = (contract.body as z.ZodType).parse({
    ...more,
    tasks: tasks.map((task, i) => ({ title: `Task ${i}`, ...task })),
  });
  return world.as((tx, runs) => createTasks(tx, runs, world.me, body as never));
};
const read = (format: 'csv' | 'json', content: string, dryRun = false) =>
  world.as((tx, runs) => importTasks(tx, runs, world.me, { format, content, dryRun }));
const count = async () => (await world.sql.query('select count(*)::int as n from task')).rows[0].n;

describe('many tasks made in one call', () => {
  it('stand in their order, with the defaults and the events of tasks made one by one', async () => {
    const before = await world.task();
    const { tasks } = await make([
      {
        title: 'First',
        filesHint: ['./src//a.ts', 'src/a.ts'],
        acceptance: ['It "works".'],
        labels: ['api'],
      },
      { title: 'Second', priority: 0, engine: 'claude-code', budgetMicros: 5, targetBranch: 'next' },
      { title: 'Third', draft: true, type: 'bug', riskLevel: 'HIGH', requiresReview: true, maxTurns: 3 },
    ]);
    const numbers = tasks.map(({ ref }) => Number(ref.slice(5)));
    const next = Number(before.ref.slice(5)) + 1;
    expect(numbers).toEqual([next, next + 1, next + 2]);
    expect(tasks.map(({ status }) => status)).toEqual(['QUEUED', 'QUEUED', 'DRAFT']);
    const [first, second, third] = await Promise.all(tasks.map(({ ref }) => world.get(ref)));
    const plain = await world.task({
      title: 'First',
      filesHint: ['src/a.ts'],
      acceptance: ['It "works".'],
      labels: ['api'],
    });
    const own = { id: 0, ref: 0, createdAt: 0, updatedAt: 0, queuedAt: 0 };
    expect({ ...first, ...own }).toEqual({ ...plain, ...own });
    expect(second).toMatchObject({
      priority: 0,
      engine: 'claude-code',
      budgetMicros: 5,
      targetBranch: 'next',
    });
    expect(third).toMatchObject({
      type: 'bug',
      riskLevel: 'HIGH',
      requiresReview: true,
      maxTurns: 3,
      queuedAt: null,
    });
    for (const task of [first!, second!, third!]) expect(await world.events(task)).toEqual(['task.created']);
    const { rows } = await world.sql.query(
      `select number, ready, round(extract(epoch from claim_key - queued_at))::int as later from task where number >= $1 and ready is not null order by claim_key, id`,
      [next],
    );
    expect(rows.slice(0, 2).map(({ number, later }) => [number, later])).toEqual([
      [next + 1, 0],
      [next, 1200],
    ]);
  });

  it('wait for each other, for others and for a parent', async () => {
    const needed = await world.task();
    const epic = await world.task({ type: 'epic' });
    const { tasks } = await make([
      { key: 'c', dependsOn: ['key:b', needed.ref, 'key:b'], parent: 'key:story' },
      { key: 'b', dependsOn: [needed.id], parent: epic.ref },
      { key: 'story', type: 'story', parent: epic.id },
    ]);
    const [c, b, story] = await Promise.all(tasks.map(({ ref }) => world.get(ref)));
    expect(tasks.map(({ key }) => key)).toEqual(['c', 'b', 'story']);
    expect(c).toMatchObject({
      status: 'BLOCKED',
      reason: `dependency:${b!.ref}`,
      dependsOn: [needed.ref, b!.ref],
      parentRef: story!.ref,
    });
    expect(b).toMatchObject({ reason: `dependency:${needed.ref}`, parentRef: epic.ref });
    expect(story).toMatchObject({ status: 'BLOCKED', reason: 'subtasks', subTasks: { total: 1, open: 1 } });
    expect((await world.get(epic.ref)).subTasks).toEqual({ total: 2, open: 2 });
  });

  it('are a thousand with their dependencies, written at once', async () => {
    const heard: string[] = [];
    const off = onWake(topic.claims(world.me.workspaceId), (name) => heard.push(name));
    const { tasks } = await make(
      Array.from({ length: 1000 }, (_, i) => ({
        key: `k${i}`,
        dependsOn: Array.from({ length: Math.min(i % 10, 5) }, (_, back) => `key:k${i - back - 1}`),
        parent: i % 10 === 0 ? undefined : `key:k${i - (i % 10)}`,
        type: i % 10 === 0 ? 'epic' : 'task',
        dependsOnNothing: undefined,
      })).map(({ dependsOnNothing: _, ...task }) => ({
        ...task,
        dependsOn: task.dependsOn.filter((name) => !name.endsWith('0')),
      })),
    );
    off();
    expect(new Set(tasks.map(({ ref }) => ref)).size).toBe(1000);
    expect(heard.length).toBeGreaterThan(0);
    const { rows } = await world.sql.query(
      'select count(*)::int as n from task_dependency where task_id = any($1)',
      [tasks.map(({ id }) => uuidOf(id))],
    );
    expect(rows[0].n).toBeGreaterThan(2000);
    expect((await world.get(tasks[990]!.ref)).subTasks).toEqual({ total: 9, open: 9 });
  });

  it.each([
    ['two keys alike', [{ key: 'a' }, { key: 'a' }], 'VALIDATION_ERROR', 'tasks.1.key'],
    ['a key that nobody has', [{}, { dependsOn: ['key:x'] }], 'VALIDATION_ERROR', 'tasks.1.dependsOn'],
    ['a parent by a key that nobody has', [{ parent: 'key:x' }], 'VALIDATION_ERROR', 'tasks.0.parent'],
    ['a task that is not there', [{ dependsOn: ['TASK-99999'] }], 'NOT_FOUND', 'tasks.0.dependsOn'],
    ['a parent that is not there', [{ parent: 'TASK-99999' }], 'NOT_FOUND', 'tasks.0.parent'],
    [
      'a project that is not there',
      [{}, { projectId: `proj_${'0'.repeat(32)}` }],
      'NOT_FOUND',
      'tasks.1.projectId',
    ],
    ['a path out of the project', [{}, { filesHint: ['../x'] }], 'BAD_PATH', 'tasks.1.filesHint'],
    ['a parent that is worked on', [{ key: 'a' }, { parent: 'key:a' }], 'VALIDATION_ERROR', 'tasks.1.parent'],
    [
      'six levels',
      Array.from({ length: 6 }, (_, i) => ({
        key: `e${i}`,
        type: 'epic',
        parent: i ? `key:e${i - 1}` : undefined,
      })),
      'VALIDATION_ERROR',
      'tasks.5.parent',
    ],
  ] as const)('are refused, all of them, with %s', async (_, tasks, code, path) => {
    const before = await count();
    const refused = await refusal(make([...tasks]));
    expect(refused).toMatchObject({ code, details: { fieldErrors: [{ path }] } });
    expect(await count()).toBe(before);
  });

  it('close no circle with those that are there already', async () => {
    const epic = await world.task({ type: 'epic' });
    const after = await world.task({ dependsOn: [epic.ref] });
    expect(
      await refusal(
        make([
          { key: 'a', parent: epic.ref, dependsOn: ['key:b'] },
          { key: 'b', dependsOn: [after.ref] },
        ]),
      ),
    ).toMatchObject({
      code: 'DEPENDENCY_CYCLE',
      details: { cycle: expect.arrayContaining([epic.ref, after.ref, 'key:a', 'key:b']) },
    });
    expect((await make([{ parent: epic.ref }, { dependsOn: [after.ref] }])).tasks).toHaveLength(2);
  });

  it('are taken exactly where they close no circle, which is named by their keys', async () => {
    const graph = fc.integer({ min: 1, max: 8 }).chain((n) =>
      fc.record({
        n: fc.constant(n),
        needs: fc.uniqueArray(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 5, selector: String }),
        gathered: fc.uniqueArray(fc.tuple(fc.nat(Math.min(n, 4) - 1), fc.nat(n - 1)), {
          maxLength: 3,
          selector: ([, child]) => child,
        }),
      }),
    );
    let [taken, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(graph, async ({ n, needs, gathered }) => {
        const key = (i: number) => `key:t${i}`;
        const parents = new Map(gathered.map(([parent, child]) => [child, key(parent)]));
        const needsOf = (i: number) => needs.filter(([a]) => a === i).map(([, b]) => b);
        const tasks = Array.from({ length: n }, (_, i) => ({
          key: `t${i}`,
          draft: true,
          type: i < 4 ? 'epic' : 'task',
          dependsOn: needsOf(i).map(key),
          parent: parents.get(i),
        }));
        const waits = [...needs, ...gathered];
        const before = await count();
        if (isAcyclic(n, waits)) {
          taken++;
          const made = await make(tasks);
          expect(await count()).toBe(before + n);
          const last = await world.get(made.tasks[n - 1]!.ref);
          expect(last.dependsOn).toHaveLength(needsOf(n - 1).length);
          expect(last.parentRef === null).toBe(!parents.has(n - 1));
        } else {
          refused++;
          const { code, details = {} } = await refusal(make(tasks));
          expect([code, await count()]).toEqual(['DEPENDENCY_CYCLE', before]);
          const cycle = (details.cycle as string[]).map((name) => Number(name.slice('key:t'.length)));
          expect(cycle.at(-1)).toBe(cycle[0]);
          for (const [i, node] of cycle.slice(1).entries()) expect(waits).toContainEqual([cycle[i], node]);
        }
      }),
      { numRuns: 80 },
    );
    expect(Math.min(taken, refused)).toBeGreaterThan(5);
  });
});

/** By another way than the one under test: nodes are taken away as long as one waits for nothing that is left. */
function isAcyclic(n: number, edges: [number, number][]): boolean {
  const left = new Set(Array.from({ length: n }, (_, i) => i));
  for (let again = true; again; ) {
    const free = [...left].filter((i) => !edges.some(([a, b]) => a === i && left.has(b)));
    for (const i of free) left.delete(i);
    again = free.length > 0;
  }
  return left.size === 0;
}

describe('tasks from a file', () => {
  const table =
    'key,title,depends on,type\nshop,Rework the shop,,epic\na,Add a sum,,task\nb,Subtract,a,bug\n';

  it('are tried first and written then, each with its line', async () => {
    const before = await count();
    const tried = await read('csv', table, true);
    expect(tried).toEqual({
      dryRun: true,
      faults: [],
      tasks: [
        { line: 2, title: 'Rework the shop', ref: null },
        { line: 3, title: 'Add a sum', ref: null },
        { line: 4, title: 'Subtract', ref: null },
      ],
    });
    expect(await count()).toBe(before);
    const { tasks, faults } = await read('csv', table);
    expect(faults).toEqual([]);
    const [, a, b] = await Promise.all(tasks.map(({ ref }) => world.get(ref!)));
    expect(b).toMatchObject({ type: 'bug', status: 'BLOCKED', dependsOn: [a!.ref] });
    const json = await read('json', JSON.stringify([{ title: 'From JSON', dependsOn: [b!.ref] }], null, 2));
    expect(json.tasks).toEqual([{ line: 2, title: 'From JSON', ref: expect.stringMatching(/^TASK-\d+$/) }]);
  });

  it('are not written while anything is wrong, which is said of every line', async () => {
    const before = await count();
    const { tasks, faults } = await read(
      'csv',
      'title,depends on,files\nA,TASK-99999,\nB,,../x\nC,nobody,\nD,,\n',
    );
    expect(faults).toEqual([
      { line: 2, column: 'dependsOn', message: expect.stringContaining('TASK-99999') },
      { line: 3, column: 'filesHint', message: expect.stringContaining('..') },
      { line: 4, column: 'dependsOn', message: expect.stringContaining('nobody') },
    ]);
    expect(tasks.map(({ ref }) => ref)).toEqual([null, null, null, null]);
    const circle = await read(
      'json',
      '[{"title":"A","key":"a","dependsOn":["key:b"]},\n{"title":"B","key":"b","dependsOn":["key:a"]}]',
    );
    expect(circle.faults).toEqual([
      {
        line: 1,
        column: null,
        message: expect.stringMatching(/key:a → key:b → key:a|key:b → key:a → key:b/),
      },
    ]);
    expect((await read('json', '[]')).faults).toHaveLength(1);
    const many = `title\n${'x\n'.repeat(1001)}`;
    expect((await read('csv', many)).faults).toMatchObject([{ line: 1002 }]);
    expect(await count()).toBe(before);
  });
});
