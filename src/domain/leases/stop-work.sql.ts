import { byKey } from '@/lib/by-key.sql';

/** What a stop is about: everything where all are null. $2 project, $3 runner, $4 tasks */
const OF = `
where l.workspace_id = $1::uuid and ($2::uuid is null or t.project_id = $2::uuid)
  and ($3::uuid is null or l.runner_id = $3::uuid) and ($4::uuid[] is null or t.id = any($4::uuid[]))`;

/** The tasks of live agents, locked in one order until the transaction ends. */
export const LOCK_WORKED_ON = {
  name: 'lock-worked-on',
  text: `
select t.id from lease l join task t on t.workspace_id = l.workspace_id and t.id = l.task_id${OF}
order by t.id for update of t`,
};

/** The live agents. A statement of its own: the one that waited for the locks still sees what was before. */
export const LIVE_AGENTS = {
  name: 'live-agents',
  text: `
select a.id, a.kind::text as kind, t.id as task_id, t.number::int as number, t.title, r.name as runner_name
from lease l
join task t on ${byKey('t', 'l.workspace_id', 'l.task_id')}
join agent a on ${byKey('a', 'l.workspace_id', 'l.agent_id')}
join runner r on r.workspace_id = l.workspace_id and r.id = l.runner_id${OF}
order by t.number`,
};

/** How many tasks wait for a runner. $2 project, $3 tasks */
export const COUNT_WAITING = {
  name: 'count-waiting',
  text: `
select count(*)::int as n from task t
where t.workspace_id = $1::uuid and t.ready is not null
  and ($2::uuid is null or t.project_id = $2::uuid) and ($3::uuid[] is null or t.id = any($3::uuid[]))`,
};

/** A task and all that stand below it and are open, locked in one order until the transaction ends. $2 task */
export const LOCK_TREE = {
  name: 'lock-tree',
  text: `
with recursive tree as (
  select id from task where workspace_id = $1::uuid and id = $2::uuid
  union select c.id from tree p join task c on c.workspace_id = $1::uuid and c.parent_id = p.id
)
select t.id from task t
where t.workspace_id = $1::uuid and t.id in (select id from tree)
  and t.status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED')
order by t.id for update of t`,
};

/** Stops tasks ($2), or starts them again where $3 is false; no row for those that stand so already. */
export const MARK_TASKS = {
  name: 'mark-tasks-stopped',
  text: `
update task set stopped_at = case when $3::boolean then clock_timestamp() end, version = version + 1, updated_at = clock_timestamp()
where workspace_id = $1::uuid and id = any($2::uuid[]) and (stopped_at is not null) <> $3::boolean
returning id`,
};

/** The same for one project ($2). $4 note */
export const MARK_PROJECT = {
  name: 'mark-project-stopped',
  text: `
update project set stopped_at = case when $3::boolean then clock_timestamp() end, stop_note = case when $3::boolean then $4 end,
                   updated_at = clock_timestamp()
where workspace_id = $1::uuid and id = $2::uuid and (stopped_at is not null) <> $3::boolean
returning id`,
};

/** The same for one runner ($2) that works or stands paused. $4 note */
export const MARK_RUNNER = {
  name: 'mark-runner-stopped',
  text: `
update runner set status = case when $3::boolean then 'PAUSED' else 'ACTIVE' end::"RunnerStatus", pause_note = case when $3::boolean then $4 end,
                  trusted_at = case when $3::boolean then trusted_at else clock_timestamp() end, updated_at = clock_timestamp()
where workspace_id = $1::uuid and id = $2::uuid and status <> 'REVOKED' and (status = 'PAUSED') <> $3::boolean
returning id`,
};
