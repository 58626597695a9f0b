const WANTED = `
e.workspace_id = $1::uuid and e.task_id is null
  and ($2::text[] is null or e.type = any ($2::text[])) and ($3::text is null or e.actor = $3::text)
  and ($4::timestamptz is null or e.created_at >= $4::timestamptz) and ($5::timestamptz is null or e.created_at < $5::timestamptz)`;

/**
 * Events of no task, newest first. $1 workspace, $2 types or null, $3 actor or null, $4 from and $5 to or null,
 * $6 and $7 the cursor to begin before, $8 limit, $9 offset
 */
export const LIST_AUDIT = {
  name: 'list-audit',
  text: `
select e.id::text as id, e.xid::text as xid, e.type, e.actor, e.project_id, e.task_id, e.agent_id, e.runner_id, e.exception_id,
  e.payload, e.created_at, null::int as task_number,
  (select p.name from project p where p.workspace_id = e.workspace_id and p.id = e.project_id) as project_name
from event e
where ${WANTED} and ($6::text is null or (e.xid, e.id) < ($6::text::xid8, $7::bigint))
order by e.xid desc, e.id desc
limit $8::int offset $9::int`,
};

/** How many there are, up to $6. The first five as above */
export const COUNT_AUDIT = {
  name: 'count-audit',
  text: `select count(*)::int as n from (select from event e where ${WANTED} limit $6::int) e`,
};
