import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ENGINE_SESSION } from '@/lib/pool';
import { hotStatements } from '../support/hot-statements';
import { holdInProgress, type Plan, planForAny } from '../support/plans';
import { withDatabase } from '../support/with-database';

const database = withDatabase();
let sql: pg.Client;
let engine: pg.Client;
const [ws, project, runner, live] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const GROWS = ['task', 'agent', 'event', 'hold', 'message', 'exception', 'task_dependency', 'file_lock'];

/** A workspace on its first day: three tasks, and statistics that say so. */
beforeAll(async () => {
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  await sql.query('insert into workspace (id, name, slug) values ($1, $2, $2)', [ws, 'w']);
  await sql.query("insert into project (id, workspace_id, name, repo) values ($1, $2, 'p', '/p')", [
    project,
    ws,
  ]);
  await sql.query("insert into runner (id, workspace_id, name, public_jwk) values ($1, $2, 'r', '{}')", [
    runner,
    ws,
  ]);
  await sql.query(
    `insert into task (id, workspace_id, project_id, number, title, status, timeout_ms, max_turns)
     select gen_random_uuid(), $1, $2, n, 't' || n, 'IN_PROGRESS', 1000, 10 from generate_series(1, 3) n`,
    [ws, project],
  );
  await sql.query(
    `insert into agent (id, workspace_id, task_id, runner_id, attempt, kind, claim_id)
     select gen_random_uuid(), $1, id, $2, 1, 'work', gen_random_uuid() from task`,
    [ws, runner],
  );
  await holdInProgress(sql, { ws, project, locks: 1 });
  // What PostgreSQL has never looked at it takes to be of some size; it looks at what has changed fifty times.
  await sql.query('vacuum analyze workspace, project, runner, task, agent, lease, hold, file_lock');
  engine = new pg.Client({ connectionString: database.url, options: ENGINE_SESSION });
  await engine.connect();
});
afterAll(() => Promise.all([sql.end(), engine.end()]));

/** Whether a node reads all that a workspace has of a table. */
function readsWhole({ 'Node Type': type, 'Index Name': index, 'Index Cond': at = '' }: Plan): boolean {
  const scans = /^(Seq|Index|Index Only) Scan$/.test(type) && !isPartial(index);
  return scans && /^\(?(\(?workspace_id = [^()]*\)?)?\)?$/.test(at);
}
/** Indexes that hold only what their statement is about. */
const isPartial = (index?: string) =>
  index !== undefined && /^(task_ready|task_waits|agent_to_be_ended)/.test(index);

/** A connection keeps its plans until the table's statistics change, a minute or more in which it may grow to thousands. */
it.each(hotStatements(ws, runner, live).filter(([name]) => !/^(overdue|expired|words)/.test(name)))(
  '%s: planned while there is nearly nothing, rows are looked up by their keys still',
  async (_, statement, values) => {
    const whole = (await planForAny(engine, statement, values.length)).filter(readsWhole);
    expect(whole.map((node) => node['Relation Name']).filter((table) => GROWS.includes(table!))).toEqual([]);
  },
);
