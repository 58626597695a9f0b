const WANTED = `
from task t
where t.workspace_id = $1::uuid
  and ($2::text[] is null or t.status::text = any($2::text[]))
  and ($3::uuid is null or t.project_id = $3::uuid)
  and ($4::text[] is null or t.risk_level::text = any($4::text[]))
  and ($5::text is null or t.title ilike $5::text or ('TASK-' || t.number) ilike $5::text)`;

/** How many tasks match. $1 workspace, $2 statuses, $3 project, $4 risks, $5 pattern for title and ref */
export const COUNT_TASKS = {
  name: 'count-tasks',
  text: `select count(*)::int as n ${WANTED}`,
};

/**
 * The ids of matching tasks, newest change first, each with its place for a cursor: microseconds since 1970.
 * $6 and $7 the place to begin after, $8 limit, $9 offset
 */
export const LIST_TASK_IDS = {
  name: 'list-task-ids',
  text: `
select t.id, (extract(epoch from t.updated_at) * 1000000)::bigint::text as at ${WANTED}
  and ($6::bigint is null or (t.updated_at, t.id) < ('epoch'::timestamptz + $6::bigint * interval '1 microsecond', $7::uuid))
order by t.updated_at desc, t.id desc
limit $8::int offset $9::int`,
};
