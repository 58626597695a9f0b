/**
 * Tasks of a year, most of them done, each with an agent and an event. The figures of a list at a million rows are worth
 * as much without the checks of foreign keys. $1 workspace, $2 project, $3 runner, $4 how many
 */
export const SEED_LISTS = [
  "set session_replication_role = 'replica'",
  "set synchronous_commit = 'off'",
] as const;
export const SEED_LISTED_TASKS = `
insert into task (id, workspace_id, project_id, number, title, role, status, priority, risk_level, type, files_hint, labels, runner_labels,
                  timeout_ms, max_turns, attempt, created_at, updated_at, ended_at)
select md5('t' || i)::uuid, $1::uuid, $2::uuid, i, (array['Add', 'Fix', 'Remove', 'Rename', 'Speed up'])[1 + i % 5] || ' part ' || (i % 997) || ' of the shop',
       (array['coding', 'reviewer', 'planner'])[1 + i % 3], s.status, (i % 5)::smallint,
       (array['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'])[1 + i % 4]::"RiskLevel", 'task', '{}', array['area' || i % 20], '{}',
       600000, 60, 1, at, at, case when s.status in ('COMPLETED', 'FAILED', 'CANCELLED') then at end
from generate_series(1, $4::int) i
cross join lateral (
  select now() - ($4::int - i) * (interval '365 days' / $4::int) as at,
         (case when i % 100 < 88 then 'COMPLETED' when i % 100 < 92 then 'FAILED' when i % 100 < 95 then 'CANCELLED'
               when i % 100 < 97 then 'IN_REVIEW' when i % 1000 = 999 then 'BLOCKED' else 'DRAFT' end)::"TaskStatus" as status
) s
where $3::uuid is not null`;
export const SEED_LISTED_AGENTS = `
insert into agent (id, workspace_id, task_id, runner_id, attempt, kind, status, claim_id, cost_micros, started_at, ended_at, created_at)
select md5('a' || i)::uuid, $1::uuid, md5('t' || i)::uuid, $3::uuid, 1, 'work', 'completed', md5('c' || i)::uuid, 1000, at, at, at
from (select i, now() - ($4::int - i) * (interval '365 days' / $4::int) as at from generate_series(1, $4::int) i) s
where $2::uuid is not null`;
export const SEED_LISTED_EVENTS = `
insert into event (workspace_id, type, actor, project_id, task_id, payload, created_at)
select $1::uuid, (array['task.created', 'task.moved', 'agent.started'])[1 + i % 3], 'system', $2::uuid, md5('t' || i)::uuid, '{}', now()
from generate_series(1, $4::int) i
where $3::uuid is not null`;
