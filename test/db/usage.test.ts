import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { UsageGrouping, UsagePeriod } from '@/contract/usage';
import { asWorkspace } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { exportUsage } from '@/services/stats/export-usage';
import { getUsage, listUsage } from '@/services/stats/get-usage';
import { SUM_BEFORE, SUM_BY_GROUP, SUM_BY_TIME } from '@/services/stats/get-usage.sql';
import { usageSpan } from '@/services/stats/usage-span';
import { writeHistory } from '../support/random-history';
import { withWorld } from './world';

const world = withWorld();
const other = { projectId: randomUUID(), userId: randomUUID(), runnerId: randomUUID(), flowId: randomUUID() };

/** Weeks of work in two projects, by two people and two runners, some of it in a flow, all figures filled. */
async function history(seed: number): Promise<void> {
  const { sql, me } = world;
  const ws = me.workspaceId;
  await sql.query(
    `insert into "user" (id, name, email) values ($1, 'Bo', 'bo@example.com') on conflict do nothing`,
    [other.userId],
  );
  await sql.query(
    "insert into member (workspace_id, user_id, role) values ($1, $2, 'member') on conflict do nothing",
    [ws, other.userId],
  );
  await sql.query(
    "insert into project (id, workspace_id, name, repo) values ($1, $2, '=Bank', '/srv/bank') on conflict do nothing",
    [other.projectId, ws],
  );
  await sql.query(
    "insert into runner (id, workspace_id, name, public_jwk) values ($1, $2, 'tower', '{}') on conflict do nothing",
    [other.runnerId, ws],
  );
  await sql.query(
    `insert into flow (id, workspace_id, project_id, number, name, nodes, edges, errors)
     values ($1, $2, $3, 1, 'Release', 1, 0, 0) on conflict do nothing`,
    [other.flowId, ws, other.projectId],
  );
  const run = randomUUID();
  await sql.query(
    `insert into flow_run (id, workspace_id, project_id, flow_id, name, document, steps, left_open)
     values ($1, $2, $3, $4, 'Release', '{}', 1, 1)`,
    [run, ws, other.projectId, other.flowId],
  );
  for (const projectId of [world.projectId, other.projectId])
    await writeHistory(sql, {
      workspaceId: ws,
      projectId,
      runnerIds: [world.runnerId, other.runnerId],
      seed: seed + projectId.charCodeAt(0),
      tasks: 60,
    });
  await sql.query('begin');
  await sql.query("set local session_replication_role = 'replica'");
  const some = (what: string, part: number, of: number) => `abs(hashtext(${what}::text)) % ${of} = ${part}`;
  await sql.query(
    `update task set created_by = case when ${some('id', 0, 3)} then $2::uuid when ${some('id', 1, 3)} then $3::uuid end,
       flow_run_id = case when project_id = $4 and ${some('id', 1, 2)} then $5::uuid end where workspace_id = $1`,
    [ws, me.userId, other.userId, other.projectId, run],
  );
  await sql.query(
    `update agent set input_tokens = 1000 + turns, output_tokens = turns * 7, cache_read_tokens = turns * 100, cache_write_tokens = turns * 3,
       model = case when kind = 'work' then case when ${some('id', 0, 2)} then 'opus' else 'sonnet' end end,
       billing = case when ${some('id', 0, 3)} then 'subscription' else 'api' end,
       created_at = case when ${some('id', 0, 4)} then clock_timestamp() - turns * interval '75 minutes' else created_at end
     where workspace_id = $1`,
    [ws],
  );
  // One that is at work began a week ago in this very hour, which the period before ends with.
  await sql.query(
    `update agent set created_at = date_trunc('hour', clock_timestamp(), 'UTC') - interval '7 days' + interval '30 minutes'
     where id = (select agent_id from lease where workspace_id = $1 limit 1)`,
    [ws],
  );
  await sql.query('select recount_tallies()');
  await sql.query('commit');
}

// biome-ignore lint/suspicious/noExplicitAny: rows of the statements below
type Row = any;
const KEY: Record<UsageGrouping, (row: Row) => string | null> = {
  project: (row) => toWireId('proj', row.project_id),
  role: (row) => row.role,
  model: (row) => row.model,
  runner: (row) => toWireId('runner', row.runner_id),
  flow: (row) => row.flow_id && toWireId('flow', row.flow_id),
  person: (row) => row.created_by && toWireId('user', row.created_by),
};

/** What plain statements over the tables say, so that every figure can be added up by hand. */
async function rowsOf() {
  const of = `join task t on t.id = a.task_id left join flow_run r on r.id = t.flow_run_id where t.workspace_id = $1`;
  const agents = await world.sql.query(
    `select a.*, t.role, t.project_id, t.created_by, r.flow_id, date_trunc('hour', a.created_at, 'UTC') as at,
            floor(extract(epoch from a.ended_at - a.started_at) * 1000)::bigint as ms from agent a ${of}`,
    [world.me.workspaceId],
  );
  const tasks = await world.sql.query(
    `select a.*, a.ended_at as at, r.flow_id from task a left join flow_run r on r.id = a.flow_run_id
     where a.workspace_id = $1 and a.status in ('COMPLETED', 'FAILED')`,
    [world.me.workspaceId],
  );
  return { agents: agents.rows as Row[], tasks: tasks.rows as Row[] };
}

function figuresOf(agents: Row[], tasks: Row[]) {
  const sum = (of: (row: Row) => number) => agents.reduce((all, row) => all + of(row), 0);
  return {
    spentMicros: sum((row) => Number(row.cost_micros)),
    estimatedMicros: sum((row) => (row.billing === 'subscription' ? Number(row.cost_micros) : 0)),
    inputTokens: sum((row) => Number(row.input_tokens)),
    outputTokens: sum((row) => Number(row.output_tokens)),
    cacheReadTokens: sum((row) => Number(row.cache_read_tokens)),
    cacheWriteTokens: sum((row) => Number(row.cache_write_tokens)),
    agents: agents.length,
    live: agents.filter((row) => !row.ended_at).length,
    failed: agents.filter((row) => ['failed', 'timeout', 'lost'].includes(row.status)).length,
    tasksDone: tasks.filter((row) => row.status === 'COMPLETED').length,
    tasksFailed: tasks.filter((row) => row.status === 'FAILED').length,
  };
}

const read = (
  period: UsagePeriod,
  by: UsageGrouping,
  userId: string | null = null,
  projectIds: string[] = [],
) =>
  asWorkspace({ workspaceId: world.me.workspaceId, userId, projectIds }, (tx, runs) =>
    getUsage(tx, runs, { workspaceId: world.me.workspaceId, period, by }),
  );

async function holdUsage(): Promise<void> {
  const { agents, tasks } = await rowsOf();
  for (const period of UsagePeriod.options)
    for (const by of UsageGrouping.options) {
      const usage = await read(period, by);
      const span = usageSpan(period, new Date(usage.asOf));
      const within = (from: Date, to: Date) => (row: Row) => row.at >= from && row.at < to;
      const now = within(span.from, new Date(8.64e15));
      const before = within(span.before.from, new Date(span.before.to.getTime() + 3_600_000));
      const name = `${period} by ${by}`;
      expect(usage.from, name).toBe(span.from.toISOString());
      expect(usage.totals, name).toMatchObject(figuresOf(agents.filter(now), tasks.filter(now)));
      expect(usage.before, name).toMatchObject(figuresOf(agents.filter(before), tasks.filter(before)));
      const ofTasks = by === 'runner' || by === 'model' ? [] : tasks.filter(now);
      const keys = new Set([...agents.filter(now), ...ofTasks].map(KEY[by]));
      expect(new Set(usage.groups.map(({ key }) => key)), name).toEqual(keys);
      expect(usage.groupCount).toBe(keys.size);
      const costs = usage.groups.map(({ spentMicros }) => spentMicros);
      expect(costs).toEqual(costs.toSorted((a, b) => b - a));
      for (const group of usage.groups) {
        const mine = (row: Row) => KEY[by](row) === group.key;
        expect(group, `${name}: ${group.name}`).toMatchObject(
          figuresOf(agents.filter(now).filter(mine), ofTasks.filter(mine)),
        );
      }
      const length = period === '24h' ? 3_600_000 : 86_400_000;
      for (const { at, parts, ...figures } of usage.buckets) {
        const here = within(new Date(at), new Date(Date.parse(at) + length));
        expect(figures, `${name} on ${at}`).toMatchObject(
          figuresOf(agents.filter(here), ofTasks.filter(here)),
        );
        for (const [nth, part] of parts.entries())
          expect(part, `${name} on ${at}`).toBe(
            figuresOf(
              agents.filter(here).filter((row) => KEY[by](row) === usage.groups[nth]?.key),
              [],
            ).spentMicros,
          );
      }
    }
}

describe('usage of random histories', () => {
  it.each([1, 2, 3])(
    'is what plain statements over the tables say, however it is asked (history %i)',
    async (seed) => {
      await history(seed * 7919);
      await holdUsage();
    },
  );

  it('stays so when agents end, roles change, tasks go on and are deleted, and when notes are added up', async () => {
    const { sql, me } = world;
    const some = (part: number) =>
      `workspace_id = '${me.workspaceId}' and abs(hashtext(id::text)) % 5 = ${part}`;
    await sql.query('alter table task disable trigger task_moves_legally');
    for (const change of [
      `update task set status = 'FAILED', ended_at = clock_timestamp() - interval '30 minutes' where ${some(0)}`,
      `update task set status = 'COMPLETED', ended_at = clock_timestamp() where ${some(1)}`,
      `update task set role = 'reviewer' where ${some(2)}`,
      `update task set role = 'planner', status = 'QUEUED', ended_at = null where ${some(3)}`,
      `update agent set ended_at = clock_timestamp(), status = 'completed', cost_micros = cost_micros + 7 where ended_at is null and ${some(3)}`,
      `update agent set cost_micros = cost_micros + 11, output_tokens = 1 where ended_at is not null and ${some(4)}`,
      `update agent set cost_micros = cost_micros + 13 where ended_at is null and ${some(2)}`,
      `delete from lease where workspace_id = '${me.workspaceId}' and agent_id in (select id from agent where ended_at is not null)`,
      `delete from task where ${some(4)}`,
    ])
      await sql.query(change);
    await sql.query('alter table task enable trigger task_moves_legally');
    await holdUsage();
    const count = async (table: string) =>
      Number((await sql.query(`select count(*) as n from ${table}`)).rows[0].n);
    expect(await count('hot.usage_note')).toBeGreaterThan(0);
    await sql.query('select sum_usage(1)');
    expect(await count('hot.usage_note')).toBe(0);
    expect((await sql.query('select sum_usage(1) as taken')).rows[0].taken).toBe(0);
    await holdUsage();
  });

  it('keeps days of what is long past, and nothing of what nobody can ask for', async () => {
    const { sql, me } = world;
    await sql.query(
      `insert into hot.usage_tally (workspace_id, by, at, project_id, key, agents, failed, micros, estimated, input, output, cache_read, cache_write, run_ms, done, given_up)
       select $1::uuid, 'role', date_trunc('day', now() - interval '6 days', 'UTC') + h * interval '1 hour', $2::uuid, 'archivist', 1, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0 from generate_series(0, 23) h
       union all select $1, 'all', now() - interval '200 days', $2, '', 1, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0`,
      [me.workspaceId, world.projectId],
    );
    await sql.query('select sum_usage(1)');
    const { rows } = await sql.query(
      "select agents::int, micros::int from hot.usage_tally where key = 'archivist'",
    );
    expect(rows).toEqual([{ agents: 24, micros: 120 }]);
    const old = await sql.query("select from hot.usage_tally where at < now() - interval '190 days'");
    expect(old.rowCount).toBe(0);
    await sql.query("delete from hot.usage_tally where key = 'archivist'");
  });

  it('says what things are called', async () => {
    const names = async (by: UsageGrouping) =>
      Object.fromEntries((await read('90d', by)).groups.map(({ key, name, ref }) => [key, [name, ref]]));
    expect(await names('project')).toMatchObject({
      [toWireId('proj', world.projectId)]: ['Shop', null],
      [toWireId('proj', other.projectId)]: ['=Bank', null],
    });
    expect(await names('runner')).toMatchObject({ [toWireId('runner', other.runnerId)]: ['tower', null] });
    expect(await names('flow')).toEqual({
      null: [null, null],
      [toWireId('flow', other.flowId)]: ['Release', 'FLOW-1'],
    });
    // Who is no member any more has no name here.
    expect(await names('person')).toEqual({
      null: [null, null],
      [toWireId('user', world.me.userId)]: [null, null],
      [toWireId('user', other.userId)]: ['Bo', null],
    });
  });

  it('is a table whose words no spreadsheet runs', async () => {
    const groups = await world.as((tx, runs) =>
      listUsage(tx, runs, { workspaceId: world.me.workspaceId, period: '90d', by: 'project' }),
    );
    const csv = new TextDecoder().decode(exportUsage('project', groups));
    const [head, ...lines] = csv.trim().split('\r\n');
    expect(head).toMatch(/^project,name,ref,spent_usd,/);
    expect(lines).toHaveLength(2);
    const bank = groups.find(({ name }) => name === '=Bank')!;
    expect(csv).toContain(`${bank.key},'=Bank,,${bank.spentMicros / 1_000_000},`);
  });
});

describe('who reads usage', () => {
  const projects = (usage: { groups: { name: string | null }[] }) =>
    usage.groups.map(({ name }) => name).sort();

  it('sees what is of a private project only where they see the project', async () => {
    const all = await read('90d', 'project', other.userId);
    expect(projects(all)).toEqual(['=Bank', 'Shop']);
    await world.sql.query("update project set visibility = 'private', owner_id = $2 where id = $1", [
      other.projectId,
      world.me.userId,
    ]);
    for (const by of UsageGrouping.options) {
      const mine = await read('90d', by, other.userId);
      const shop = (await rowsOf()).agents.filter((row) => row.project_id === world.projectId);
      const { from } = usageSpan('90d', new Date(mine.asOf));
      expect(mine.totals.spentMicros).toBe(
        figuresOf(
          shop.filter((row) => row.at >= from),
          [],
        ).spentMicros,
      );
      expect(mine.groups.reduce((sum, group) => sum + group.spentMicros, 0)).toBe(mine.totals.spentMicros);
      expect(mine.buckets.reduce((sum, bucket) => sum + bucket.spentMicros, 0)).toBe(mine.totals.spentMicros);
      expect(JSON.stringify(mine)).not.toMatch(/Bank|Release|FLOW-1/);
    }
    expect(projects(await read('90d', 'project', world.me.userId))).toEqual(['=Bank', 'Shop']);
    expect(projects(await read('90d', 'project', null))).toEqual(['=Bank', 'Shop']);
  });

  it('sees by a token for one project that one alone', async () => {
    await world.sql.query("update project set visibility = 'workspace'");
    const mine = await read('90d', 'project', world.me.userId, [world.projectId]);
    expect(projects(mine)).toEqual(['Shop']);
    expect(mine.groups[0]?.spentMicros).toBe(mine.totals.spentMicros);
  });

  it('sees nothing of another workspace, by whatever they ask', async () => {
    const stranger = { workspaceId: randomUUID(), userId: randomUUID() };
    const ask = { workspaceId: world.me.workspaceId, period: '90d' } as const;
    for (const by of UsageGrouping.options) {
      const usage = await world.as((tx, runs) => getUsage(tx, runs, { ...ask, by }), stranger);
      expect(usage).toMatchObject({ groups: [], groupCount: 0, totals: { agents: 0, tasksDone: 0 } });
    }
  });
});

describe('the statements', () => {
  it('read the sums by their index, as people do', async () => {
    const { sql, me } = world;
    await sql.query('begin');
    await sql.query("select set_config('role', 'ao_app', true), set_config('app.workspace', $1, true)", [
      me.workspaceId,
    ]);
    await sql.query('set local enable_seqscan = off');
    const from = new Date(Date.now() - 86_400_000);
    for (const [{ text }, more] of [
      [SUM_BY_GROUP, [100]],
      [SUM_BY_TIME, ['day', []]],
      [SUM_BEFORE, [from, from]],
    ] as const) {
      const { rows } = await sql.query(`explain ${text}`, [me.workspaceId, 'role', from, ...more]);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toMatch(/Index Cond: \(\(workspace_id = .*AND \(by = .*AND \(at >= /);
      expect(plan).not.toMatch(/Seq Scan on (agent|task|lease)/);
    }
    await sql.query('rollback');
  });
});

describe('a project that is deleted', () => {
  it('takes its figures along', async () => {
    await world.sql.query('delete from project where id = $1', [other.projectId]);
    await world.sql.query('select sum_usage(1)');
    const { rowCount } = await world.sql.query('select from hot.usage_tally where project_id = $1', [
      other.projectId,
    ]);
    expect(rowCount).toBe(0);
    await holdUsage();
  });
});
