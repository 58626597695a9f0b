import { byKey } from '@/lib/by-key.sql';

/** Workspaces that were deleted and hold something still. */
export const DELETED_WORKSPACES = {
  name: 'deleted-workspaces',
  text: 'select id from workspace where deleted_at is not null order by deleted_at limit 5',
};

/** Tasks stand alone from here on, in whatever order they go. $1 workspace */
export const PART_TASKS = {
  name: 'part-tasks',
  text: 'update task set parent_id = null where workspace_id = $1::uuid and parent_id is not null',
};

/** Erases some tasks with their agents, logs and all that hangs on them. $1 workspace, $2 how many. Answers how many went. */
export const ERASE_TASKS = {
  name: 'erase-tasks',
  text: `
with few as materialized (
  select id from task where workspace_id = $1::uuid limit $2::int
), logs as (
  delete from hot.log_chunk c using few s join agent a on a.workspace_id = $1::uuid and a.task_id = s.id
  where c.start_day = a.start_day and c.agent_id = a.id
), gone as (
  delete from task t using few s where ${byKey('t', '$1::uuid', 's.id')} returning 1
)
select count(*)::int as n from gone`,
};

/** Erases some events; those of the last day wait. $1 workspace, $2 how many. Answers how many went. */
export const ERASE_EVENTS = {
  name: 'erase-events',
  text: `
with gone as (
  delete from event where workspace_id = $1::uuid and id in (
    select id from event where workspace_id = $1::uuid and created_at < clock_timestamp() - interval '25 hours' limit $2::int
  ) returning 1
)
select count(*)::int as n from gone`,
};

/** Erases all but the events, and the name. $1 workspace */
export const ERASE_REST = {
  name: 'erase-rest',
  text: `
with projects as (
  delete from project where workspace_id = $1::uuid
), former as (
  delete from former_project where workspace_id = $1::uuid
), machines as (
  delete from runner where workspace_id = $1::uuid
), settings as (
  delete from setting where workspace_id = $1::uuid
), figures as (
  delete from hot.task_tally where workspace_id = $1::uuid
), costs as (
  delete from hot.spend_tally where workspace_id = $1::uuid
)
update workspace set name = 'deleted' where id = $1::uuid`,
};

/** Erases the workspace itself, once it has no events left. $1 workspace */
export const ERASE_WORKSPACE = {
  name: 'erase-workspace',
  text: `
delete from workspace w
where w.id = $1::uuid and w.deleted_at is not null and not exists (select from event e where e.workspace_id = w.id)
returning w.id`,
};
