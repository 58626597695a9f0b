import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AnalyticsPeriod } from '@/contract/agent';
import { CheckKind } from '@/contract/project';
import { TaskStatus } from '@/contract/task';
import { timers } from '@/lib/timers';
import { getAgentAnalytics } from '@/services/stats/get-agent-analytics';
import { getStats } from '@/services/stats/get-stats';
import { writeHistory } from '../support/random-history';
import { withWorld } from './world';

const world = withWorld();
const one = async (text: string, values: unknown[] = []) => (await world.sql.query(text, values)).rows[0];
const count = async (from: string, values: unknown[] = []): Promise<number> =>
  Number((await one(`select count(*) as n from ${from}`, values)).n);

/** One more weeks-long history in our workspace, and one in another that must not be counted. */
async function moreHistory(seed: number): Promise<void> {
  const runnerIds = [world.runnerId];
  await world.sql.query(
    "update runner set last_seen_at = clock_timestamp() + interval '1 hour' where id = $1",
    [world.runnerId],
  );
  // Far from where a runner goes offline, before and after it: no reading of this test falls into another state.
  for (const silentS of [-900, -600, 600, null]) {
    const id = randomUUID();
    await world.sql.query(
      `insert into runner (id, workspace_id, name, public_jwk, session_epoch, status, last_seen_at)
       values ($1, $2, $3, '{}', 1, $4::"RunnerStatus", clock_timestamp() - $5::int * interval '1 second')`,
      [id, world.me.workspaceId, `r-${id}`, silentS === 600 ? 'REVOKED' : 'ACTIVE', silentS],
    );
    runnerIds.push(id);
  }
  await writeHistory(world.sql, { ...world.me, projectId: world.projectId, runnerIds, seed, tasks: 60 });
  const other = { workspaceId: randomUUID(), projectId: randomUUID(), runner: randomUUID() };
  await world.sql.query("insert into workspace (id, name, slug) values ($1, 'Other', $2)", [
    other.workspaceId,
    other.workspaceId,
  ]);
  await world.sql.query("insert into project (id, workspace_id, name, repo) values ($1, $2, 'P', '/p')", [
    other.projectId,
    other.workspaceId,
  ]);
  await world.sql.query(
    "insert into runner (id, workspace_id, name, public_jwk, last_seen_at) values ($1, $2, 'r', '{}', clock_timestamp())",
    [other.runner, other.workspaceId],
  );
  await writeHistory(world.sql, { ...other, runnerIds: [other.runner], seed: seed + 1, tasks: 30 });
}

/** Every figure of the overview is what a plain statement over the tables says. */
async function holdFigures(): Promise<void> {
  const ws = world.me.workspaceId;
  const stats = await world.as((_, runs) => getStats(runs, ws));
  for (const status of TaskStatus.options)
    expect(stats.tasks[status], status).toBe(
      await count(`task where workspace_id = '${ws}' and status = '${status}'`),
    );
  const alive = `runner r where r.workspace_id = '${ws}' and r.status <> 'REVOKED'`;
  const online = `${alive} and r.last_seen_at > clock_timestamp() - interval '${timers().offlineAfterMs} ms'`;
  expect(stats.runners).toEqual({
    total: await count(alive),
    online: await count(online),
    busy: await count(`${online} and r.id in (select runner_id from lease)`),
  });
  expect(stats.agents.live).toBe(await count(`lease where workspace_id = '${ws}'`));
  expect(stats.locks.active).toBe(await count(`file_lock where workspace_id = '${ws}'`));
  expect(stats.exceptions.open).toBe(
    await count(`exception where workspace_id = '${ws}' and status not in ('resolved', 'dismissed')`),
  );
  const oldest = await one(
    `select queued_at from task where workspace_id = $1 and status = 'QUEUED' order by queued_at limit 1`,
    [ws],
  );
  expect(stats.oldestQueuedAt).toBe(oldest?.queued_at.toISOString() ?? null);
  const lately = `ended_at > clock_timestamp() - interval '1 day'`;
  expect(stats.last24h).toEqual({
    completed: await count(`task where workspace_id = '${ws}' and status = 'COMPLETED' and ${lately}`),
    failed: await count(`task where workspace_id = '${ws}' and status = 'FAILED' and ${lately}`),
    spentMicros: await sum(
      `agent where workspace_id = '${ws}' and created_at > clock_timestamp() - interval '1 day'`,
    ),
  });
  expect(stats.days).toHaveLength(14);
  for (const [i, day] of stats.days.entries()) {
    expect(day.day).toBe(new Date(Date.now() - (13 - i) * 86_400_000).toISOString().slice(0, 10));
    const on = (status: string) =>
      count(
        `task where workspace_id = '${ws}' and status = '${status}' and to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD') = '${day.day}'`,
      );
    expect(day).toEqual({
      day: day.day,
      completed: await on('COMPLETED'),
      failed: await on('FAILED'),
      cancelled: await on('CANCELLED'),
      spentMicros: await sum(
        `agent where workspace_id = '${ws}' and to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') = '${day.day}'`,
      ),
    });
  }
  for (const kind of CheckKind.options) {
    const ran = `check_run where workspace_id = '${ws}' and round is null and kind = '${kind}' and status <> 'skipped' and created_at > clock_timestamp() - interval '14 days'`;
    const total = await count(ran);
    const wanted =
      total === 0 ? undefined : { kind, passed: await count(`${ran} and status = 'passed'`), total };
    expect(stats.checks.find((check) => check.kind === kind)).toEqual(wanted);
  }
}

describe('the figures of random histories', () => {
  it.each([1, 2, 3, 4])('are those of plain statements over the tables (history %i)', async (seed) => {
    await moreHistory(seed * 7919);
    await holdFigures();
  });

  it.each(AnalyticsPeriod.options)('of agents over %s add up, by role and by engine', async (period) => {
    await moreHistory(period.length * 104_729);
    const ws = world.me.workspaceId;
    const analytics = await world.as((_, runs) => getAgentAnalytics(runs, ws, period));
    const hours = { '24h': 24, '7d': 168, '30d': 720 }[period];
    const { rows } = await world.sql.query(
      `select a.*, t.role, l.agent_id is not null as live, extract(epoch from a.ended_at - a.started_at) * 1000 as ms
       from agent a join task t on t.id = a.task_id left join lease l on l.agent_id = a.id
       where a.workspace_id = $1 and a.created_at > clock_timestamp() - $2 * interval '1 hour'`,
      [ws, hours],
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(analytics.totals).toEqual(figuresOf(rows));
    const by = (key: string) => [...new Set(rows.map((row) => row[key]))];
    expect(analytics.byRole.map(({ role }) => role).sort()).toEqual(by('role').sort());
    for (const { role, ...figures } of analytics.byRole)
      expect(figures, role).toEqual(figuresOf(rows.filter((row) => row.role === role)));
    expect(analytics.byEngine).toHaveLength(by('engine').length);
    for (const { engine, ...figures } of analytics.byEngine)
      expect(figures, String(engine)).toEqual(figuresOf(rows.filter((row) => row.engine === engine)));
    const failed = rows.filter(({ status }) => ['failed', 'timeout', 'killed', 'lost'].includes(status));
    expect(analytics.failures.reduce((all, { count: n }) => all + n, 0)).toBe(failed.length);
    for (const { reason, count: n } of analytics.failures)
      expect(n, reason).toBe(failed.filter((row) => (row.reason ?? row.status) === reason).length);
    expect(analytics.failures.map(({ count: n }) => n)).toEqual(
      analytics.failures.map(({ count: n }) => n).sort((a, b) => b - a),
    );
  });

  it('stay so when tasks and agents end, go on and are deleted, and when what was noted is added up', async () => {
    const { sql, me } = world;
    const some = (part: number) =>
      `workspace_id = '${me.workspaceId}' and abs(hashtext(id::text)) % 5 = ${part}`;
    const changes = [
      `update task set status = 'FAILED', ended_at = clock_timestamp() - interval '30 minutes', updated_at = clock_timestamp() where ${some(0)}`,
      `update task set status = 'QUEUED', ended_at = null, queued_at = clock_timestamp(), updated_at = clock_timestamp() where ${some(1)}`,
      `update task set title = title || '.' where ${some(2)}`,
      `update agent set ended_at = clock_timestamp(), cost_micros = cost_micros + 7 where ended_at is null and ${some(3)}`,
      `update agent set cost_micros = cost_micros + 11 where ended_at is not null and ${some(4)}`,
      `update agent set cost_micros = cost_micros + 13 where ended_at is null and ${some(2)}`,
      `delete from lease where workspace_id = '${me.workspaceId}' and agent_id in (select id from agent where ended_at is not null)`,
      `delete from task where ${some(4)}`,
    ];
    // Moves that no person could make: only their sums are looked at.
    await sql.query('alter table task disable trigger task_moves_legally');
    for (const change of changes) await sql.query(change);
    await sql.query('alter table task enable trigger task_moves_legally');
    await holdFigures();
    const notes = () => count('hot.task_tally');
    const before = await notes();
    expect(Number((await one('select sum_tallies(1) as taken')).taken)).toBeGreaterThan(0);
    expect(await notes()).toBeLessThan(before);
    expect(Number((await one('select sum_tallies(1) as taken')).taken)).toBe(0);
    await holdFigures();
  });
});

const sum = async (from: string): Promise<number> =>
  Number((await one(`select coalesce(sum(cost_micros), 0) as n from ${from}`)).n);

// biome-ignore lint/suspicious/noExplicitAny: rows of the statement above
function figuresOf(rows: any[]) {
  const ended = (status: string) => rows.filter((row) => row.status === status).length;
  const times = rows
    .filter(({ status }) => status === 'completed')
    .map(({ ms }) => Number(ms))
    .sort((a, b) => a - b);
  const middle = times.length / 2;
  const median =
    times.length === 0
      ? null
      : Math.round(((times[Math.ceil(middle) - 1] ?? 0) + (times[Math.floor(middle)] ?? 0)) / 2);
  return {
    agents: rows.length,
    live: rows.filter(({ live }) => live).length,
    completed: ended('completed'),
    failed: ended('failed'),
    timeout: ended('timeout'),
    killed: ended('killed'),
    lost: ended('lost'),
    released: ended('released'),
    costMicros: rows.reduce((all, row) => all + Number(row.cost_micros), 0),
    turns: rows.reduce((all, row) => all + row.turns, 0),
    medianMs: median,
  };
}
