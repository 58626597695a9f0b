import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COUNT_ERRORS, LIST_ERRORS } from '@/domain/agents/list-errors.sql';
import { ARRIVE, END_NODES, LEAVE, MAKE_READY, READ_OUTPUTS } from '@/domain/flows/flow-nodes.sql';
import { CLAIM_CANDIDATES, CLAIM_FAIRLY } from '@/domain/leases/claim-candidates.sql';
import { WAITING_FIRST } from '@/domain/locks/find-turns.sql';
import { WAITERS_FOR_PATHS } from '@/domain/locks/find-waiters.sql';
import { LOCKS_NEAR } from '@/domain/locks/locks-near.sql';
import { LOG_SINCE } from '@/domain/logs/log-feed.sql';
import { LANDED_MERGES, RETURNED_MERGES, STANDING_MERGES } from '@/domain/merges/list-merges.sql';
import { COUNT_AWAY } from '@/domain/notifications/get-away.sql';
import { ENGINE_SESSION } from '@/lib/pool';
import { COUNT_LOCK_WAITS, LIST_LOCK_WAITS } from '@/services/coordinator/list-lock-waits.sql';
import { READ_ROWS } from '@/services/stats/get-stats.sql';
import { WAITERS_AFTER } from '@/services/supervisor/queue-freed.sql';
import { hotStatements } from '../support/hot-statements';
import { holdInProgress, nodesOf, type Plan, planForAny } from '../support/plans';
import { withDatabase } from '../support/with-database';

const database = withDatabase();
let sql: pg.Client;
let engine: pg.Client;
const ws = randomUUID();
const [project, other, runner, live] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];

/** Twenty thousand finished tasks, five thousand waiting in two projects, two thousand live: enough for a planner to care. */
beforeAll(async () => {
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  await sql.query('insert into workspace (id, name, slug) values ($1, $2, $2)', [ws, 'w']);
  await sql.query(
    "insert into project (id, workspace_id, name, repo) values ($1, $3, 'p', '/p'), ($2, $3, 'q', '/q')",
    [project, other, ws],
  );
  await sql.query("insert into runner (id, workspace_id, name, public_jwk) values ($1, $2, 'r', '{}')", [
    runner,
    ws,
  ]);
  await sql.query(
    `insert into runner (id, workspace_id, name, public_jwk) select gen_random_uuid(), $1, 'r' || n, '{}' from generate_series(1, 199) n`,
    [ws],
  );
  await sql.query(
    `insert into task (id, workspace_id, project_id, number, title, status, ready, claim_key, timeout_ms, max_turns)
     select gen_random_uuid(), $1, case when n > 22000 and n % 2 = 0 then $3::uuid else $2::uuid end, n, 't' || n, (case when n <= 20000 then 'COMPLETED' when n <= 22000 then 'IN_PROGRESS' else 'QUEUED' end)::"TaskStatus",
            case when n > 22000 then 'work'::"AgentKind" end, case when n > 22000 then now() + n * interval '1 ms' end, 1000, 10
     from generate_series(1, 27000) n`,
    [ws, project, other],
  );
  await sql.query(
    `insert into agent (id, workspace_id, task_id, runner_id, attempt, kind, claim_id)
     select gen_random_uuid(), $1, t.id, r.id, 1, 'work', gen_random_uuid()
     from task t join (select id, row_number() over () - 1 as n from runner) r on r.n = t.number % 200
     where t.status in ('COMPLETED', 'IN_PROGRESS')`,
    [ws],
  );
  await holdInProgress(sql, { ws, project, locks: 5 });
  await sql.query('analyze');
  engine = new pg.Client({ connectionString: database.url, options: ENGINE_SESSION });
  await engine.connect();
});
afterAll(() => Promise.all([sql.end(), engine.end()]));

const plan = (statement: { text: string }, values: unknown[]): Promise<Plan[]> =>
  nodesOf(engine, `explain (format json) ${statement.text}`, values);
const scanned = (nodes: Plan[]) =>
  nodes.filter((n) => n['Node Type'] === 'Seq Scan').map((n) => n['Relation Name']);
const want = (projects: string[]) => [ws, projects, [], ['claude-code'], [runner], 10];

describe('hot statements read by index', () => {
  it.each([
    ['claims walk the queue', CLAIM_CANDIDATES, [project]],
    ['fair claims walk the queue of each project', CLAIM_FAIRLY, [project, other]],
  ])(
    '%s in its own order and stop, for values that the planner knows and for any',
    async (_, statement, projects) => {
      const known = await plan(statement, [...want(projects), [], [], false]);
      for (const nodes of [known, await planForAny(engine, statement, 9)]) {
        const walk = nodes.filter((n) => n['Index Name'] === 'task_ready_by_project');
        expect(walk).toHaveLength(1);
        expect(nodes.some((n) => n['Node Type'] === 'Sort' && n.Plans?.includes(walk[0]!))).toBe(false);
        expect(scanned(nodes)).not.toContain('task');
      }
    },
  );

  it('steps of a run that was written a moment ago are looked up one by one, however many it has', async () => {
    const run = randomUUID();
    await sql.query(
      "insert into flow_run (id, workspace_id, project_id, name, document, steps, left_open) values ($1, $2, $3, 'r', '{}', 3000, 3000)",
      [run, ws, project],
    );
    await sql.query(
      `insert into flow_node (id, workspace_id, run_id, scope, step, node, kind, open, enough)
       select gen_random_uuid(), $1, $2, '', n, 'n', 'task', 1, 1 from generate_series(1, 3000) n`,
      [ws, run],
    );
    for (const statement of [END_NODES, ARRIVE, LEAVE, MAKE_READY, READ_OUTPUTS]) {
      const at = (await planForAny(engine, statement, 3)).flatMap((node) => node['Index Cond'] ?? []);
      expect(at.sort(), statement.name).toEqual([
        '((run_id = $2) AND (scope = given.scope) AND (step = given.step))',
        '(id = d.id)',
      ]);
    }
  });

  it('what stands in the way of a file is found where it lies', async () => {
    const near = [
      [project],
      [null],
      ['src/a.ts/'],
      ['src/a.ts0'],
      [false],
      ['src/a.ts'],
      [false],
      [project],
      [null],
      ['src/'],
    ];
    const names = (await plan(LOCKS_NEAR, [ws, ...near])).map((n) => n['Index Name']);
    expect(names.filter((name) => name === 'file_lock_anchor')).toHaveLength(2);
    expect(names).toContain('file_lock_globs');
  });

  describe('where ten thousand tasks wait for one path', () => {
    beforeAll(async () => {
      await sql.query(
        `with t as (
           insert into task (id, workspace_id, project_id, number, title, status, wait_key, timeout_ms, max_turns)
           select gen_random_uuid(), $1, $2, n, 't' || n, 'BLOCKED', 'src/held.ts', 1000, 10 from generate_series(30001, 40000) n
           returning id, number
         )
         insert into hot.lock_wait (task_id, workspace_id, project_id, path, place) select id, $1, $2, 'src/held.ts', number from t`,
        [ws, project],
      );
      await sql.query('analyze task');
    });
    afterAll(async () => {
      await sql.query("delete from task where status = 'BLOCKED'");
      await sql.query('analyze task, hot.lock_wait');
    });

    it('those of another path are found by it', async () => {
      const nodes = await planForAny(engine, WAITERS_FOR_PATHS, 4);
      const conditions = nodes.flatMap((n) => n['Index Cond'] ?? []);
      expect(conditions.filter((condition) => condition.includes('wait_key'))).toHaveLength(2);
      expect(conditions.filter((condition) => condition.includes('status'))).toEqual([]);
    });

    it('no hot statement reads all tasks of a status in a project', async () => {
      for (const [name, statement, values] of hotStatements(ws, runner, live)) {
        const nodes = await planForAny(engine, statement, values.length);
        expect(
          nodes.map((n) => n['Index Name'] ?? ''),
          name,
        ).not.toContain('task_project_id_status_idx');
      }
    });

    it('the first of them are read in their order, before the planner knows how many there are and after', async () => {
      for (const analyze of ['select', 'analyze hot.lock_wait']) {
        await sql.query(analyze);
        const nodes = await planForAny(engine, WAITING_FIRST, 2);
        expect(nodes.map((n) => n['Index Name'])).toContain('lock_wait_in_order');
        expect(nodes.map((n) => n['Node Type'])).not.toContain('Sort');
      }
    });
  });

  it('who waits for a file lock is looked at in the order of one index', async () => {
    const nodes = await plan(WAITERS_AFTER, [live, 500]);
    expect(nodes.map((n) => n['Index Name'])).toContain('task_waits_for_lock');
    expect(nodes.map((n) => n['Node Type'])).not.toContain('Sort');
  });

  it('the overview reads the tasks of a status, and the agents of an hour, however many there are', async () => {
    const bounds = ['2026-01-01T10:20:00Z', '2026-01-01T11:00:00Z'];
    const known = await plan(READ_ROWS, [ws, ...bounds, [project]]);
    for (const nodes of [known, await planForAny(engine, READ_ROWS, 4)]) {
      const at = nodes.flatMap((n) => n['Index Cond'] ?? []);
      expect(at.filter((condition) => /\(status = /.test(condition))).toHaveLength(3);
      expect(at.filter((condition) => /created_at > .*created_at < /.test(condition))).toHaveLength(1);
      expect(scanned(nodes)).toEqual([]);
    }
  });

  it.each([
    ['what stands in the merge lines', STANDING_MERGES, [ws, null, [], 200], 'task_listed_by_status'],
    ['what was merged of late', LANDED_MERGES, [ws, null, [], '2026-01-01', 20], 'task_listed_by_status'],
    ['what happened meanwhile', COUNT_AWAY, [ws, [], '2026-01-01', 1000], 'task_listed_by_status'],
    ['who waits for file locks', LIST_LOCK_WAITS, [ws, null, [], null, 50, 0], 'task_waits_for_lock'],
    ['how many wait for file locks', COUNT_LOCK_WAITS, [ws, null, [], 1000], 'task_waits_for_lock'],
    ['what did not succeed', LIST_ERRORS, [ws, [], null, null, null, 20, 0], 'agent_not_succeeded'],
    ['how much did not succeed', COUNT_ERRORS, [ws, [], null, null, 1000], 'agent_not_succeeded'],
    ['what came back', RETURNED_MERGES, [ws, null, [], '2026-01-01', 20], 'agent_merges_that_failed'],
  ])('%s is read from the index of its status', async (_, statement, values, index) => {
    const known = await plan(statement, values);
    for (const nodes of [known, await planForAny(engine, statement, values.length)]) {
      const read = new Set(nodes.flatMap((n) => n['Index Name'] ?? []));
      read.delete('task_pkey');
      expect([...read]).toEqual([index]);
    }
  });

  it('what of a log follows is found where it begins', async () => {
    const nodes = await plan(LOG_SINCE, [ws, live, 100, 16]);
    const conditions = nodes.filter((n) => n.Alias?.startsWith('c')).map((n) => n['Index Cond'] ?? '');
    expect(conditions.length).toBeGreaterThan(0);
    for (const condition of conditions) expect(condition).toMatch(/off >= COALESCE/i);
  });

  it.each(hotStatements(ws, runner, live))('%s', async (_, statement, values, tables) => {
    const known = scanned(await plan(statement, values as unknown[]));
    const any = scanned(await planForAny(engine, statement, values.length));
    for (const table of tables)
      expect([...known, ...any], `a sequential scan of ${table}`).not.toContain(table);
  });
});
