import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Task, TaskDraft } from '@/contract/task';
import { anchorOf } from '@/domain/locks/anchor';
import { type CanonicalPattern, canonicalPattern } from '@/domain/locks/canonical-path';
import { findConflicts } from '@/domain/locks/find-conflicts';
import { MOST_PASSES } from '@/domain/locks/give-way';
import { holdLocks } from '@/domain/locks/hold-locks';
import { listHotFiles } from '@/domain/locks/list-hot-files';
import { overlaps } from '@/domain/locks/overlap';
import { claimPlaceOf } from '@/lib/claim-place.sql';
import { toWireId } from '@/lib/ids';
import { inEngine } from '@/lib/pool';
import { approveTask } from '@/services/coordinator/approve-task';
import { checkLocks } from '@/services/coordinator/check-locks';
import { freeLocks } from '@/services/coordinator/free-locks';
import { listLockWaits } from '@/services/coordinator/list-lock-waits';
import { releaseTaskLocks } from '@/services/coordinator/release-locks';
import { requestLocks } from '@/services/coordinator/request-locks';
import { takeLocks } from '@/services/coordinator/take-locks';
import { waitForPath } from '@/services/coordinator/wait-for-path';
import { queueFreed } from '@/services/supervisor/queue-freed';
import { whyTask } from '@/services/triage/why-task';
import { refusal, uuidOf, withWorld } from './world';

const world = withWorld();
const tasks: string[] = [];
beforeAll(async () => {
  for (let i = 0; i < 4; i++) tasks.push(uuidOf((await world.task()).id));
});

const part = fc.constantFrom('a', 'b', 'A', 'a0', 'a-', 'é', 'e\u0301', '💡', '.x', '*', 'a*', '?', '**');
const path = fc
  .tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([parts, slash]) => parts.join('/') + (slash ? '/' : ''))
  .filter((text) => text.split('/').filter((one) => one === '**').length <= 3);

describe('file locks in the database', () => {
  it('have the anchor that the server thinks they have', async () => {
    const patterns = fc.sample(path, 500).map(canonicalPattern);
    const { rows } = await world.sql.query(
      'select lock_anchor(kind, key) as anchor from unnest($1::"LockKind"[], $2::text[]) with ordinality as p (kind, key, ord) order by ord',
      [patterns.map(({ kind }) => kind), patterns.map(({ matchKey }) => matchKey)],
    );
    expect(rows.map(({ anchor }) => anchor)).toEqual(patterns.map(anchorOf));
  });

  it('are granted to one of those that ask for them at once in one transaction', async () => {
    const projectId = randomUUID();
    await world.sql.query(
      "insert into project (id, workspace_id, name, repo) values ($1, $2, 'Once', '/srv')",
      [projectId, world.me.workspaceId],
    );
    const verdicts = await inEngine((runs) =>
      Promise.all(
        tasks.map((taskId) => holdLocks(runs, world.me.workspaceId, [{ taskId, projectId, paths: ['a'] }])),
      ),
    );
    expect(verdicts.flat().map(({ taskId, granted }) => [taskId, granted])).toEqual(
      tasks.map((taskId, i) => [taskId, i === 0]),
    );
    await world.sql.query('delete from hold');
  });

  it('are granted exactly where no other task holds what overlaps to write it, or wants to, batch after batch', async () => {
    const wish = fc.record({
      task: fc.nat(3),
      paths: fc.array(path, { maxLength: 2 }),
      reads: fc.array(path, { maxLength: 2 }),
    });
    const batches = fc.array(fc.array(wish, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(batches, async (sets) => {
        const projectId = randomUUID();
        await world.sql.query(
          "insert into project (id, workspace_id, name, repo) values ($1, $2, $3, '/srv')",
          [projectId, world.me.workspaceId, projectId],
        );
        await world.sql.query('delete from hold');
        const held: (CanonicalPattern & { task: string; shared: boolean })[] = [];
        const as = (shared: boolean) => (one: string) => ({ ...canonicalPattern(one), shared });
        for (const set of sets) {
          const wishes = set.map(({ task, ...what }) => ({ taskId: tasks[task]!, projectId, ...what }));
          const verdicts = await inEngine((runs) => holdLocks(runs, world.me.workspaceId, wishes));
          for (const [i, { taskId, paths, reads }] of wishes.entries()) {
            const wanted = [...paths.map(as(false)), ...reads.map(as(true))];
            const stands = (one: (typeof wanted)[number]) =>
              held.some(
                (other) => other.task !== taskId && !(other.shared && one.shared) && overlaps(other, one),
              );
            expect(verdicts[i]!.granted).toBe(!wanted.some(stands));
            expect(verdicts[i]!.heldBy.map((one) => one.path)).toEqual(
              wanted.filter(stands).map(({ pattern }) => pattern),
            );
            if (verdicts[i]!.granted) held.push(...wanted.map((one) => ({ ...one, task: taskId })));
          }
          const asked = fc.sample(path, 3).map(canonicalPattern);
          const found = await world.as((_, runs) =>
            findConflicts(runs, { workspaceId: world.me.workspaceId, projectId }, asked),
          );
          expect(found.map((one) => one.path)).toEqual(
            asked.filter((p) => held.some((one) => overlaps(one, p))).map((p) => p.pattern),
          );
        }
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});

const RACES = Number(process.env.LOCK_RACES ?? 200);
const lockWaits = (hidden: string[] = []) =>
  world.as((tx, runs) => listLockWaits(tx, runs, world.me.workspaceId, { limit: 100, offset: 0 }, hidden));
const fenceOf = async (agentId: string) => {
  const { rows } = await world.sql.query('select token_hash from lease where agent_id = $1', [agentId]);
  return { agentId, tokenHash: rows[0].token_hash as Buffer };
};
const inShop = (draft: Partial<TaskDraft> = {}) =>
  world.task({ projectId: toWireId('proj', world.projectId), ...draft });
async function working(draft: Partial<TaskDraft> = {}, locks: string[] = []) {
  const task = await inShop(draft);
  await world.force(task, 'IN_PROGRESS', { attempt: 1 });
  return { task, agentId: await world.agent(task, { locks }) };
}

describe('a task that waits for a file', () => {
  it('is listed with its holder, and may be given the file, which the holder is told', async () => {
    await world.sql.query('delete from hold');
    await world.sql.query("update runner set features = '{messages}'");
    const { task: holder, agentId } = await working({ title: 'Holds it' }, ['src/a.ts', 'src/b.ts']);
    const waiter = await inShop({ filesHint: ['src/a.ts', 'docs/'] });
    await world.force(waiter, 'BLOCKED', { reason: 'lock:src/a.ts', wait_key: 'src/a.ts' });
    const [wait] = (await lockWaits()).items;
    expect((await lockWaits([world.projectId])).pagination.totalCount, 'of a hidden project').toBe(0);
    expect(wait).toMatchObject({
      taskRef: waiter.ref,
      waitsFor: [{ path: 'src/a.ts', taskRef: holder.ref, taskTitle: 'Holds it', status: 'IN_PROGRESS' }],
    });

    const take = () =>
      world.as((tx, runs) => takeLocks(tx, runs, { ...world.me, ref: waiter.ref }, 'It is urgent.'));
    expect((await take()).taken).toMatchObject([{ path: 'src/a.ts', taskRef: holder.ref }]);
    expect((await world.get(waiter.ref)).status).toBe('QUEUED');
    const { rows: locks } = await world.sql.query('select task_id, pattern from file_lock order by pattern');
    expect(locks.map(({ task_id, pattern }) => [task_id, pattern])).toEqual([
      [uuidOf(waiter.id), 'docs/'],
      [uuidOf(waiter.id), 'src/a.ts'],
      [uuidOf(holder.id), 'src/b.ts'],
    ]);
    const { rows: told } = await world.sql.query('select text from message where agent_id = $1', [agentId]);
    expect(told[0].text).toContain(`A person has given src/a.ts to ${waiter.ref}: It is urgent.`);
    const release = (ref: string) =>
      world.as((tx, runs) => releaseTaskLocks(tx, runs, world.me, ref, 'It was given up.'));
    expect(await release(holder.ref)).toEqual({ released: 1 });
    const { rows: more } = await world.sql.query('select text from message where agent_id = $1 order by id', [
      agentId,
    ]);
    expect(more.at(-1).text).toContain('released your file locks on src/b.ts: It was given up.');
    expect(await refusal(take())).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    expect(await requestLocks(await fenceOf(agentId), ['src/a.ts'])).toMatchObject({ granted: false });
    const asked = {
      projectId: toWireId('proj', world.projectId),
      files: ['src/a.ts', 'docs/new.md'],
      reads: [],
    };
    const other = await inShop({ title: 'Writes docs', filesHint: ['docs/*.md'] });
    const checked = await world.as((tx, runs) => checkLocks(tx, runs, world.me.workspaceId, asked));
    expect(checked.heldBy.map(({ taskRef }) => taskRef)).toEqual([waiter.ref, waiter.ref]);
    expect(checked.expected, 'who will want them').toEqual([
      { path: 'docs/new.md', taskRef: other.ref, taskTitle: 'Writes docs', pattern: 'docs/*.md' },
    ]);
    const [hot] = await world.as((_, runs) => listHotFiles(runs, world.me.workspaceId, undefined));
    expect(hot).toMatchObject({ path: 'src/a.ts', refusals: 1 });
  });

  it('is woken alone where many want the same file, and in its turn', async () => {
    await world.sql.query('delete from hold');
    const { task: holder } = await working({}, ['lib/one.ts']);
    const waiters = [];
    for (let i = 0; i < 5; i++) {
      const waiter = await inShop({ filesHint: ['lib/one.ts'] });
      await world.force(waiter, 'BLOCKED', { reason: 'lock:lib/one.ts', wait_key: 'lib/one.ts' });
      waiters.push(waiter.ref);
    }
    await inEngine((runs) =>
      freeLocks(runs, { workspaceId: world.me.workspaceId, taskId: uuidOf(holder.id) }),
    );
    const statuses = await Promise.all(waiters.map(async (ref) => (await world.get(ref)).status));
    expect(statuses).toEqual(['QUEUED', 'BLOCKED', 'BLOCKED', 'BLOCKED', 'BLOCKED']);
  });
});

describe('a task that waits for a folder', () => {
  it('is passed a bounded number of times; then younger ones wait behind it, and say so', async () => {
    await world.sql.query('delete from hold; delete from hot.lock_wait');
    const { task: first } = await working({}, ['wide/first.ts']);
    const draft = (path: string) => inShop({ filesHint: [path] });
    const wide = await draft('wide/');
    const younger: Task[] = [];
    for (let i = 0; i < MOST_PASSES + 2; i++) younger.push(await draft(`wide/${i}.ts`));
    const claim = async (task: Task) => {
      const { rows } = await world.sql.query(
        `select ${claimPlaceOf('t')} as place, files_hint from task t where id = $1`,
        [uuidOf(task.id)],
      );
      const wish = { taskId: uuidOf(task.id), projectId: world.projectId, paths: rows[0].files_hint };
      return inEngine(async (runs) => {
        const [verdict] = await holdLocks(runs, world.me.workspaceId, [{ ...wish, place: rows[0].place }]);
        const where = { workspaceId: world.me.workspaceId, taskId: uuidOf(task.id) };
        if (!verdict!.granted) await waitForPath(runs, where, verdict!.heldBy[0]!.path);
        return verdict!;
      });
    };
    expect((await claim(wide)).heldBy).toMatchObject([{ taskRef: first.ref }]);
    const granted = [];
    for (const task of younger) granted.push((await claim(task)).granted);
    expect(granted).toEqual(younger.map((_, i) => i < MOST_PASSES));
    const behind = younger.at(-1)!;
    const wait = (await lockWaits()).items.find(({ taskRef }) => taskRef === behind.ref);
    expect(wait?.waitsFor).toMatchObject([{ taskRef: wide.ref, pattern: 'wide/', status: 'BLOCKED' }]);
    const why = await world.as((tx, runs) => whyTask(tx, runs, world.me.workspaceId, behind.ref));
    expect(JSON.stringify(why)).toContain(`It waits behind ${wide.ref}`);

    const end = (task: Task) =>
      inEngine((runs) => freeLocks(runs, { workspaceId: world.me.workspaceId, taskId: uuidOf(task.id) }));
    for (const task of [first, ...younger.slice(0, MOST_PASSES)]) await end(task);
    await queueFreed();
    expect((await world.get(wide.ref)).status).toBe('QUEUED');
    expect((await world.get(behind.ref)).status, 'its turn comes after').toBe('BLOCKED');
    expect((await claim(wide)).granted).toBe(true);
    const { rows: left } = await world.sql.query('select task_id from hot.lock_wait where task_id = $1', [
      uuidOf(wide.id),
    ]);
    expect(left).toEqual([]);
    await end(wide);
    expect((await world.get(behind.ref)).status).toBe('QUEUED');
  });
});

describe('what a task only reads', () => {
  it('is held by several at its claim, keeps who would write it, and is asked for before it is written', async () => {
    await world.sql.query('delete from hold; delete from hot.lock_wait');
    const readers = [
      await working({ readsHint: ['read/'] }),
      await working({ readsHint: ['read/', 'read/'] }),
    ];
    expect((await world.get(readers[1]!.task.ref)).readsHint).toEqual(['read/']);
    const take = (task: Task, want: { paths: string[]; reads?: string[] }) =>
      inEngine((runs) =>
        holdLocks(runs, world.me.workspaceId, [
          { taskId: uuidOf(task.id), projectId: world.projectId, ...want },
        ]),
      );
    for (const { task } of readers)
      expect((await take(task, { paths: [], reads: task.readsHint }))[0]).toMatchObject({ granted: true });
    const { task: other } = await working();
    expect((await take(other, { paths: ['read/a.md'] }))[0]).toMatchObject({
      granted: false,
      heldBy: [{ path: 'read/a.md', pattern: 'read/' }],
    });
    const [one, two] = readers as [(typeof readers)[number], (typeof readers)[number]];
    const write = async () => requestLocks(await fenceOf(one.agentId), ['read/']);
    expect(await write()).toMatchObject({ granted: false, heldBy: [{ taskRef: two.task.ref }] });
    await inEngine((runs) =>
      freeLocks(runs, { workspaceId: world.me.workspaceId, taskId: uuidOf(two.task.id) }),
    );
    expect(await write()).toMatchObject({ granted: true });
    expect((await take(other, { paths: [], reads: ['read/a.md'] }))[0]).toMatchObject({ granted: false });
    const { rows } = await world.sql.query('select task_id, shared from file_lock');
    expect(rows).toEqual([{ task_id: uuidOf(one.task.id), shared: false }]);
  });
});

describe('a forecast', () => {
  it('names open tasks whose files changed together with those asked for, in how many tasks', async () => {
    const past = async (...paths: string[]) => {
      const task = await inShop();
      const agentId = await world.agent(task);
      await world.sql.query(
        `insert into change (agent_id, workspace_id, files, patch) values ($1, $2, $3, '')`,
        [agentId, world.me.workspaceId, JSON.stringify(paths.map((one) => ({ path: one })))],
      );
    };
    for (let i = 0; i < 2; i++) await past('orders/pay.ts', 'orders/tax.md');
    await past('orders/pay.ts');
    const meets = await inShop({ title: 'Explains taxes', filesHint: ['orders/*.md'] });
    const asked = { projectId: toWireId('proj', world.projectId), files: ['orders/pay.ts'], reads: [] };
    const checked = await world.as((tx, runs) => checkLocks(tx, runs, world.me.workspaceId, asked));
    expect(checked).toMatchObject({ available: true, expected: [] });
    expect(checked.likely).toEqual([
      {
        path: 'orders/tax.md',
        pattern: 'orders/*.md',
        taskRef: meets.ref,
        taskTitle: 'Explains taxes',
        together: 2,
        of: 3,
        in: 'tasks',
      },
    ]);
    await world.sql.query(
      `insert into project_history (project_id, workspace_id, runner_name, tip, commits, paths, changes, pairs)
       values ($1, $2, 'laptop', 'a', 9, array['orders/pay.ts', 'orders/vat.md'], '{7,9}', '{0,1,6}')`,
      [world.projectId, world.me.workspaceId],
    );
    const vat = await inShop({ title: 'Explains VAT', filesHint: ['orders/vat.md'] });
    const both = await world.as((tx, runs) => checkLocks(tx, runs, world.me.workspaceId, asked));
    expect(
      both.likely.map(({ taskRef, path, together, of, in: by }) => [taskRef, path, together, of, by]),
    ).toEqual([
      [meets.ref, 'orders/vat.md', 6, 7, 'commits'],
      [vat.ref, 'orders/vat.md', 6, 7, 'commits'],
    ]);
  });
});

describe('two agents that ask for one file at once', () => {
  it('never hold it both; a thousand races with LOCK_RACES=1000', async () => {
    const one = await working();
    const two = await working();
    const fences = [await fenceOf(one.agentId), await fenceOf(two.agentId)];
    let both = 0;
    let none = 0;
    for (let race = 0; race < RACES; race++) {
      await world.sql.query('delete from file_lock');
      const answers = await Promise.all(fences.map((fence) => requestLocks(fence, ['race.ts'])));
      const { rows } = await world.sql.query('select count(distinct task_id)::int as n from file_lock');
      if (rows[0].n > 1 || answers.every(({ granted }) => granted)) both++;
      if (answers.every(({ granted }) => !granted)) none++;
    }
    expect({ both, none }).toEqual({ both: 0, none: 0 });
  }, 120_000);
});

describe('a commit in review', () => {
  it('is not approved while another task holds what it changes', async () => {
    await world.sql.query('delete from hold');
    const task = await inShop();
    const agentId = await world.agent(task);
    const sha = 'd'.repeat(40);
    await world.sql.query('update agent set head_sha = $2 where id = $1', [agentId, sha]);
    await world.sql.query('delete from lease where agent_id = $1', [agentId]);
    await world.sql.query(
      `insert into change (agent_id, workspace_id, files, patch, truncated) values ($1, $2, '[{"path": "app/x.ts"}]', '', false)`,
      [agentId, world.me.workspaceId],
    );
    await world.force(task, 'IN_REVIEW', { head_sha: sha });
    const { task: other } = await working({}, ['app/']);
    const approve = () => world.as((tx, runs) => approveTask(tx, runs, { ...world.me, ref: task.ref }, sha));
    const refused = await refusal(approve());
    expect(refused).toMatchObject({ code: 'CONFLICT', details: { heldBy: { taskRef: other.ref } } });
    await world.sql.query('delete from hold where task_id = $1', [uuidOf(other.id)]);
    expect(await approve()).toMatchObject({ status: 'MERGING' });
    const { rows } = await world.sql.query('select pattern from file_lock where task_id = $1', [
      uuidOf(task.id),
    ]);
    expect(rows, 'and holds it until it is merged').toEqual([{ pattern: 'app/x.ts' }]);
    const release = world.as((tx, runs) => releaseTaskLocks(tx, runs, world.me, task.ref, 'Mine.'));
    expect(await refusal(release)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });
});
