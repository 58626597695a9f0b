import { byKey } from '@/lib/by-key.sql';

const COLUMNS = `
  e.id::text as id, e.xid::text as xid, e.type, e.actor, e.project_id, e.task_id, e.agent_id, e.runner_id, e.exception_id,
  e.payload, e.created_at,
  (select p.name from project p where p.workspace_id = e.workspace_id and p.id = e.project_id) as project_name,
  (select t.number from task t where ${byKey('t', 'e.workspace_id', 'e.task_id')}) as task_number`;

/** Newest first. $1 workspace, $2 task or null, $3 and $4 the cursor to begin before, $5 limit, $6 offset, $7 types or null */
export const LIST_EVENTS = {
  name: 'list-events',
  text: `
select ${COLUMNS} from event e
where e.workspace_id = $1::uuid and ($2::uuid is null or e.task_id = $2::uuid)
  and ($7::text[] is null or e.type = any ($7::text[]))
  and ($3::text is null or (e.xid, e.id) < ($3::text::xid8, $4::bigint))
order by e.xid desc, e.id desc
limit $5::int offset $6::int`,
};
/** How many there are, up to $4. $1 workspace, $2 task or null, $3 types or null */
export const COUNT_EVENTS = {
  name: 'count-events',
  text: `
select count(*)::int as n from (
  select from event
  where workspace_id = $1::uuid and ($2::uuid is null or task_id = $2::uuid) and ($3::text[] is null or type = any ($3::text[]))
  limit $4::int
) e`,
};

/**
 * What follows a cursor, in the order of cursors. A row is settled when every transaction that could still write
 * before it has ended; those that are not settled yet must wait, or what such a writer brings would be passed over.
 * $1 workspace, $2 and $3 the cursor, $4 limit
 */
export const READ_EVENTS = {
  name: 'read-events',
  text: `
select ${COLUMNS}, coalesce(e.project_id, (select t.project_id from task t where ${byKey('t', 'e.workspace_id', 'e.task_id')})) as place,
       e.xid < pg_snapshot_xmin(pg_current_snapshot()) as settled from event e
where e.workspace_id = $1::uuid and (e.xid, e.id) > ($2::text::xid8, $3::bigint)
order by e.xid, e.id
limit $4::int`,
};

/** Where the settled part of the log ends at this moment: everything before this transaction is settled. */
export const EVENT_HORIZON = {
  name: 'event-horizon',
  text: 'select pg_snapshot_xmin(pg_current_snapshot())::text as xid',
};

/** The projects that are or were private, and whose they are. $1 workspace */
export const PRIVATE_PROJECTS = {
  name: 'private-projects',
  text: `
select id, owner_id from project where workspace_id = $1::uuid and visibility = 'private'
union all
select id, owner_id from former_project where workspace_id = $1::uuid`,
};
