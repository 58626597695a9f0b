/** The next task numbers of a workspace, $2 of them after `before`, the moment they were given out, and how many it has given out that day. */
export const NEXT_TASK_NUMBERS = {
  name: 'next-task-numbers',
  text: `
update workspace set
  task_seq     = task_seq + $2::int,
  tasks_of_day = case when tasks_day = (clock_timestamp() at time zone 'utc')::date then tasks_of_day else 0 end + $2::int,
  tasks_day    = (clock_timestamp() at time zone 'utc')::date
where id = $1::uuid returning (task_seq - $2::int)::int as before, clock_timestamp() as now, tasks_of_day as of_day,
          (quotas ->> 'tasksPerDay')::float8 as own_quota`,
};

/**
 * Writes tasks and their events. $1 workspace, $2 person, $3 the moment, then $4 the tasks as JSON in their order, which
 * is the order of their turns: each comes a microsecond after the one before.
 */
export const CREATE_TASKS = {
  name: 'create-tasks',
  text: `
with d as materialized (
  select * from jsonb_to_recordset($4::jsonb) as d (
    ord int, id uuid, project_id uuid, number int, title text, description text, type "TaskType", parent_id uuid, role text,
    status "TaskStatus", reason text, priority smallint, risk_level "RiskLevel", files_hint text[], reads_hint text[], likely_files text[], labels text[],
    runner_labels text[], acceptance jsonb, requires_review boolean, engine text, model text, timeout_ms int, max_turns int,
    max_retries int, budget_micros bigint, base_branch text, target_branch text, ready "AgentKind", queued_at timestamptz,
    claim_key timestamptz, flow_run_id uuid, flow_node_id uuid, flow_try int)
), made as (
  insert into task (
    id, workspace_id, project_id, number, title, description, type, parent_id, role, status, reason, priority, risk_level,
    files_hint, reads_hint, likely_files, labels, runner_labels, acceptance, requires_review, engine, model, timeout_ms, max_turns,
    max_retries, budget_micros, base_branch, target_branch, ready, queued_at, claim_key, created_by, created_at, updated_at,
    flow_run_id, flow_node_id, flow_try)
  select
    id, $1::uuid, project_id, number, title, description, type, parent_id, role, status, reason, priority, risk_level,
    files_hint, reads_hint, likely_files, labels, runner_labels, acceptance, requires_review, engine, model, timeout_ms, max_turns,
    max_retries, budget_micros, base_branch, target_branch, ready, queued_at + ord * interval '1 microsecond',
    claim_key + ord * interval '1 microsecond', $2::uuid, $3::timestamptz + ord * interval '1 microsecond',
    $3::timestamptz + ord * interval '1 microsecond', flow_run_id, flow_node_id, flow_try
  from d
)
insert into event (workspace_id, type, actor, project_id, task_id, payload)
select $1::uuid, 'task.created', 'person:' || $2::uuid, d.project_id, d.id,
       jsonb_build_object('ref', 'TASK-' || d.number, 'title', d.title, 'status', d.status, 'reason', d.reason)
from d order by d.ord`,
};

/** What tasks depend on, one entry a pair. $2 tasks, $3 what they need */
export const CREATE_DEPENDENCIES = {
  name: 'create-dependencies',
  text: `
insert into task_dependency (workspace_id, task_id, needed_id)
select distinct $1::uuid, d.task_id, d.needed_id from unnest($2::uuid[], $3::uuid[]) as d (task_id, needed_id)`,
};
