import type pg from 'pg';
import type { Rows } from '../model/rows';
import type { Names } from './names';

type Line = string;

/** What a schedule left behind in the database, in the model's names, one line a fact, sorted. */
export async function linesOfDatabase(sql: pg.Client, workspaceId: string, names: Names): Promise<Line[]> {
  const lines: Line[] = [];
  const read = async (text: string, line: (row: Record<string, never>) => unknown[]) => {
    for (const row of (await sql.query(text, [workspaceId])).rows) lines.push(JSON.stringify(line(row)));
  };
  const name = (uuid: unknown) => names.model(uuid as string | null);
  await read('select * from task where workspace_id = $1', (t) => [
    'task',
    name(t.id),
    t.status,
    t.reason,
    t.ready,
    t.attempt,
    t.failures,
    t.version,
    t.head_sha,
    t.merged_sha,
    name(t.pinned_runner_id),
  ]);
  await read(
    "select *, encode(coalesce(log_digest, decode(repeat('00', 32), 'hex')), 'hex') as digest from agent where workspace_id = $1",
    (a) => [
      'agent',
      name(a.id),
      name(a.task_id),
      a.kind,
      a.attempt,
      a.status,
      a.reason,
      Number(a.log_bytes),
      a.digest,
    ],
  );
  await read('select * from lease where workspace_id = $1', (l) => [
    'lease',
    name(l.agent_id),
    name(l.task_id),
  ]);
  await read('select * from hold where workspace_id = $1', (h) => ['hold', name(h.task_id)]);
  await read('select * from file_lock where workspace_id = $1', (l) => [
    'lock',
    name(l.task_id),
    l.pattern,
    l.shared,
  ]);
  await read('select * from runner where workspace_id = $1', (r) => [
    'runner',
    name(r.id),
    r.status,
    Number(r.session_epoch),
  ]);
  await read(
    "select task_id, type, status in ('open', 'acknowledged') as open, count(*)::int as n from exception where workspace_id = $1 group by 1, 2, 3",
    (x) => ['exception', name(x.task_id), x.type, x.open, x.n],
  );
  await read(
    "select task_id, type, count(*)::int as n from event where workspace_id = $1 and task_id is not null and type not in ('exception.resolved', 'task.updated', 'check.finished') group by 1, 2",
    (e) => ['event', name(e.task_id), e.type, e.n],
  );
  return lines.sort();
}

/** The same of the model. */
export function linesOfModel(rows: Rows): Line[] {
  const lines: unknown[][] = [];
  for (const t of rows.tasks.values())
    lines.push([
      'task',
      t.id,
      t.status,
      t.reason,
      t.ready,
      t.attempt,
      t.failures,
      t.version,
      t.headSha,
      t.mergedSha,
      t.pinned,
    ]);
  for (const a of rows.agents.values())
    lines.push(['agent', a.id, a.taskId, a.kind, a.attempt, a.status, a.reason, a.logBytes, a.logDigest]);
  for (const l of rows.leases.values()) lines.push(['lease', l.agentId, l.taskId]);
  for (const taskId of rows.holds) lines.push(['hold', taskId]);
  for (const l of rows.locks) lines.push(['lock', l.taskId, l.pattern, l.shared]);
  for (const r of rows.runners.values()) lines.push(['runner', r.id, r.status, r.epoch]);
  lines.push(...counted(rows.exceptions.map(({ taskId, type, open }) => ['exception', taskId, type, open])));
  lines.push(
    ...counted(rows.events.filter(({ taskId }) => taskId).map(({ taskId, type }) => ['event', taskId, type])),
  );
  return lines.map((line) => JSON.stringify(line)).sort();
}

function counted(lines: unknown[][]): unknown[][] {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const key = JSON.stringify(line);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, n]) => [...JSON.parse(key), n]);
}
