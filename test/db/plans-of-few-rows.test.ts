import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ARRIVE,
  BEGIN_NODES,
  END_NODES,
  FIND_ENDED,
  LEAVE,
  NAME_TASKS,
  READ_ENDINGS,
  READ_OUTPUTS,
} from '@/domain/flows/flow-nodes.sql';
import { FIND_STEP_OF_TASK } from '@/domain/flows/step-of-task.sql';
import { ENGINE_SESSION } from '@/lib/pool';
import { hotStatements } from '../support/hot-statements';
import { holdInProgress, type Plan, planForAny } from '../support/plans';
import { withDatabase } from '../support/with-database';

const database = withDatabase();
let sql: pg.Client;
const [ws, project, runner, live] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const GROWS = [
  'task',
  'agent',
  'event',
  'hold',
  'message',
  'exception',
  'task_dependency',
  'file_lock',
  'flow_node',
];
/** What has many rows in tables that grow. */
const WHOLES = ['workspace_id', 'project_id', 'run_id'];
/** Of each index, in its order. */
const COLUMNS = new Map<string, string[]>();
const COLUMNS_OF_INDEXES = `
select c.relname as name, array_agg(a.attname::text order by k.ord) as columns
from pg_index i join pg_class c on c.oid = i.indexrelid
cross join lateral unnest(i.indkey::int2[]) with ordinality as k (attnum, ord)
join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
group by c.relname`;

const FOREIGN_KEYS = `
select distinct f.confrelid::regclass::text as table, i.relname as key,
       array(select quote_ident(a.attname) from unnest(f.confkey) with ordinality k (attnum, ord)
             join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.attnum order by k.ord) as columns
from pg_constraint f join pg_class i on i.oid = f.conindid
where f.contype = 'f' order by 1, 2`;

/** A workspace on its first day: three tasks. */
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
  const { rows } = await sql.query<{ name: string; columns: string[] }>(COLUMNS_OF_INDEXES);
  for (const { name, columns } of rows) COLUMNS.set(name, columns);
});
afterAll(() => sql.end());

const AT_HOT_PLACES = hotStatements(ws, runner, live)
  .filter(([name]) => !/^(overdue|expired|words|the newest)/.test(name))
  .map(([name, statement]) => [name, statement] as const);
const OF_FLOWS = [
  FIND_STEP_OF_TASK,
  FIND_ENDED,
  END_NODES,
  ARRIVE,
  LEAVE,
  BEGIN_NODES,
  NAME_TASKS,
  READ_OUTPUTS,
  READ_ENDINGS,
].map((statement) => [statement.name, statement] as const);

/** Whether a node reads all that a workspace has of a table: it asks for nothing, or not for what its index is in order of. */
function readsWhole({ 'Node Type': type, 'Index Name': index, 'Index Cond': at = '' }: Plan): boolean {
  if (!/^(Seq|Index|Index Only) Scan$/.test(type) || isPartial(index)) return false;
  const columns = COLUMNS.get(index ?? '') ?? [];
  const wanted = columns.find((column) => !WHOLES.includes(column)) ?? columns[0];
  return !wanted || !new RegExp(`\\b${wanted}\\b`).test(at);
}
/** Indexes that hold only what their statement is about. */
const isPartial = (index?: string) =>
  index !== undefined && /^(task_ready|task_waits|agent_to_be_ended)/.test(index);

/** A connection keeps its plans until the table's statistics change, a minute or more in which it may grow to thousands. */
describe.each([
  // Taken to be of some size, and every column to be as good for finding a row as any other.
  ['never looked at by PostgreSQL, of three rows', []],
  [
    'never looked at by PostgreSQL, of hundreds of rows',
    [
      `insert into task (id, workspace_id, project_id, number, title, status, timeout_ms, max_turns)
       select gen_random_uuid(), '${ws}', '${project}', n, 't' || n, 'QUEUED', 1000, 10 from generate_series(4, 600) n`,
    ],
  ],
  [
    'known to have three rows',
    [
      'delete from task where number > 3',
      'vacuum analyze workspace, project, runner, task, agent, lease, hold, file_lock',
    ],
  ],
])('tables %s', (_, happened) => {
  let engine: pg.Client;
  beforeAll(async () => {
    for (const text of happened) await sql.query(text);
    engine = new pg.Client({ connectionString: database.url, options: ENGINE_SESSION });
    await engine.connect();
  });
  afterAll(() => engine.end());

  it.each([...AT_HOT_PLACES, ...OF_FLOWS])('%s: rows are looked up by their keys', async (_, statement) => {
    const parameters = Math.max(...[...statement.text.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)));
    const whole = (await planForAny(engine, statement, parameters)).filter(readsWhole);
    expect(
      whole
        .filter((node) => GROWS.includes(node['Relation Name']!))
        .map((node) => `${node['Relation Name']} by ${node['Index Name']} ${node['Index Cond']}`),
    ).toEqual([]);
  });

  // PostgreSQL asks so by itself, and keeps these plans too.
  it('foreign keys are checked by the keys they are for', async () => {
    const { rows } = await sql.query<{ table: string; columns: string[]; key: string }>(FOREIGN_KEYS);
    const elsewhere: string[] = [];
    await engine.query('set role none');
    for (const [n, { table, columns, key }] of rows.entries()) {
      const where = (other: (column: string, i: number) => string) =>
        columns.map((column, i) => `x.${column} = ${other(column, i)}`).join(' and ');
      const checked = `select 1 from only ${table} x where ${where((_, i) => `$${i + 1}`)} for key share of x`;
      const joined = `select 1 from (select g.* from ${table} g limit $1::int) g join ${table} x on ${where((column) => `g.${column}`)}`;
      const plans = [
        ...(await planForAny(engine, { name: `key ${n}`, text: checked }, columns.length)),
        ...(await planForAny(engine, { name: `rows by key ${n}`, text: joined }, 1)),
      ];
      for (const { Alias: alias, 'Index Name': index } of plans)
        if (alias === 'x' && index && index !== key && !index.endsWith('_pkey'))
          elsewhere.push(`${table} by ${index} instead of ${key}`);
    }
    await engine.query('reset role');
    expect(rows.length).toBeGreaterThan(10);
    expect(elsewhere.filter((one) => GROWS.includes(one.split(' ')[0]!))).toEqual([]);
  });
});
