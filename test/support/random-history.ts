import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { ExceptionStatus, ExceptionType } from '@/contract/exception';
import { TaskRole, TaskStatus } from '@/contract/task';

/** Numbers that look random and are the same in every run: a linear congruential generator. */
export function chance(seed: number): { below(n: number): number; of<T>(all: readonly T[]): T } {
  let state = seed >>> 0;
  const below = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  return { below, of: (all) => all[below(all.length)]! };
}

const DAY_MS = 86_400_000;
const ENDED = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED']);
const ENDS = ['completed', 'failed', 'timeout', 'killed', 'lost', 'released'] as const;

/** Writes tasks with agents, checks, exceptions, leases and locks as weeks of work would leave them, past every rule. */
export async function writeHistory(
  sql: pg.Client,
  given: { workspaceId: string; projectId: string; runnerIds: string[]; seed: number; tasks: number },
): Promise<void> {
  const { below, of } = chance(given.seed);
  const ago = (days: number) => new Date(Date.now() - below(days * DAY_MS));
  const [{ n: before }] = (await sql.query('select count(*)::int as n from task')).rows;
  await sql.query('begin');
  await sql.query("set local session_replication_role = 'replica'");
  for (let n = 0; n < given.tasks; n++) {
    const id = randomUUID();
    const status = of(TaskStatus.options);
    await sql.query(
      `insert into task (id, workspace_id, project_id, number, title, role, status, queued_at, ended_at, timeout_ms, max_turns)
       values ($1, $2, $3, $4, 'T', $5, $6::"TaskStatus", $7, $8, 1000, 10)`,
      [
        id,
        given.workspaceId,
        given.projectId,
        1_000_000 + before + n,
        of(TaskRole.options),
        status,
        ago(3),
        ENDED.has(status) ? ago(20) : null,
      ],
    );
    for (let attempt = 1; attempt <= below(4); attempt++) await writeAgent(id, attempt);
    if (below(3) === 0)
      await sql.query(
        `insert into exception (id, workspace_id, number, task_id, type, severity, status, title, fingerprint)
         values ($1, $2, $3, $4, $5::"ExceptionType", 'high', $6::"ExceptionStatus", 'E', 'E')`,
        [
          randomUUID(),
          given.workspaceId,
          1_000_000 + before + n,
          id,
          of(ExceptionType.options),
          of(ExceptionStatus.options),
        ],
      );
    if (below(4) === 0) {
      await sql.query('insert into hold (task_id, workspace_id, project_id) values ($1, $2, $3)', [
        id,
        given.workspaceId,
        given.projectId,
      ]);
      for (let lock = 0; lock <= below(3); lock++)
        await sql.query(
          `insert into file_lock (id, workspace_id, project_id, task_id, kind, pattern, match_key)
           values ($1, $2, $3, $4, 'file', $5, $5)`,
          [randomUUID(), given.workspaceId, given.projectId, id, `src/${lock}.ts`],
        );
    }
  }
  await sql.query('select recount_tallies()');
  await sql.query('commit');

  async function writeAgent(taskId: string, attempt: number): Promise<void> {
    const id = randomUUID();
    const live = attempt === 3 && below(2) === 0;
    const began = ago(40);
    const runnerId = of(given.runnerIds);
    const status = live ? 'running' : of(ENDS);
    const reasons = ['timeout', 'checks_failed', 'lease_expired', null];
    await sql.query(
      `insert into agent (id, workspace_id, task_id, runner_id, attempt, kind, claim_id, status, reason, engine, cost_micros, turns, created_at, started_at, ended_at)
       values ($1, $2, $3, $4, $5, $6::"AgentKind", $7, $8::"AgentStatus", $9, $10, $11, $12, $13, $13, $14)`,
      [
        id,
        given.workspaceId,
        taskId,
        runnerId,
        attempt,
        of(['work', 'verify', 'merge']),
        randomUUID(),
        status,
        status === 'completed' ? null : of(reasons),
        of(['claude-code', 'anthropic-api', 'runner', null]),
        below(2_000_000),
        below(40),
        began,
        live ? null : new Date(began.getTime() + below(3_600_000)),
      ],
    );
    if (live)
      await sql.query(
        `insert into lease (agent_id, workspace_id, task_id, runner_id, attempt, session_epoch, expires_at, token_hash)
         values ($1, $2, $3, $4, $5, 1, clock_timestamp() + interval '1 hour', sha256($6::bytea))`,
        [id, given.workspaceId, taskId, runnerId, attempt, Buffer.from(id)],
      );
    for (let check = 0; check < below(3); check++)
      await sql.query(
        `insert into check_run (id, workspace_id, task_id, agent_id, round, name, kind, argv, status, duration_ms, created_at)
         values ($1, $2, $3, $4, $5, $6, $7::"CheckKind", '{x}', $8::"CheckStatus", 5, $9)`,
        [
          randomUUID(),
          given.workspaceId,
          taskId,
          id,
          of([null, 0]),
          `c${check}`,
          of(['test', 'lint', 'types']),
          of(['passed', 'failed', 'skipped', 'none']),
          ago(20),
        ],
      );
  }
}
