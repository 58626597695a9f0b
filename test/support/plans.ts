import type pg from 'pg';

/** A node of what EXPLAIN says. */
export interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Alias?: string;
  Plans?: Plan[];
}

/** All nodes of the plan that an EXPLAIN (FORMAT JSON) answers. */
export async function nodesOf(engine: pg.Client, explain: string, values?: unknown[]): Promise<Plan[]> {
  const { rows } = await engine.query(explain, values);
  const nodes: Plan[] = [];
  const walk = (node: Plan) => {
    nodes.push(node);
    node.Plans?.forEach(walk);
  };
  walk(rows[0]['QUERY PLAN'][0].Plan);
  return nodes;
}

/** The plan of a prepared statement for values that nobody knows, as a connection of the engine keeps it. */
export async function planForAny(
  engine: pg.Client,
  { name, text }: { name: string; text: string },
  parameters: number,
): Promise<Plan[]> {
  await engine.query('set plan_cache_mode = force_generic_plan');
  await engine.query(`prepare "any ${name}" as ${text}`);
  const nothing = Array.from({ length: parameters }, () => 'null').join(', ');
  const nodes = await nodesOf(engine, `explain (format json) execute "any ${name}" (${nothing})`);
  await engine.query(`deallocate "any ${name}"`);
  await engine.query('reset plan_cache_mode');
  return nodes;
}

/** Gives the agents of all tasks in progress a lease, their tasks a hold and so many file locks. */
export async function holdInProgress(
  sql: pg.Client,
  { ws, project, locks }: { ws: string; project: string; locks: number },
): Promise<void> {
  await sql.query(
    `insert into lease (agent_id, workspace_id, task_id, runner_id, attempt, session_epoch, expires_at, token_hash)
     select a.id, $1, a.task_id, a.runner_id, 1, 1, now() + interval '1 minute', sha256(a.id::text::bytea)
     from agent a join task t on t.id = a.task_id where t.status = 'IN_PROGRESS'`,
    [ws],
  );
  await sql.query('insert into hold (task_id, workspace_id, project_id) select task_id, $1, $2 from lease', [
    ws,
    project,
  ]);
  await sql.query(
    `insert into file_lock (id, workspace_id, project_id, task_id, kind, pattern, match_key)
     select gen_random_uuid(), $1, $2, task_id, 'file', 'src/' || n, 'src/' || n from lease, generate_series(1, $3::int) n`,
    [ws, project, locks],
  );
}
