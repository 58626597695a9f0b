import { byKey } from '@/lib/by-key.sql';

/**
 * Tasks of a workspace ($1) with all words of a query ($2), but for those of hidden projects ($3); by rank among the first
 * few hundred that are found. $4 limit
 */
export const SEARCH_TASKS = {
  name: 'search-tasks',
  text: `
with found as materialized (
  select t.id, t.updated_at, ts_rank(w.words, to_tsquery('simple', $2::text)) as rank
  from hot.task_text w
  join task t on ${byKey('t', 'w.workspace_id', 'w.task_id')}
  where w.workspace_id = $1::uuid and w.words @@ to_tsquery('simple', $2::text)
    and t.project_id <> all ($3::uuid[])
  limit 500
)
select id from found order by rank desc, updated_at desc limit $4::int`,
};

/** The newest tasks of a workspace ($1), but for those of hidden projects ($2). $3 limit */
export const NEWEST_TASKS = {
  name: 'newest-tasks',
  text: `
select id from task
where workspace_id = $1::uuid and number > 0 and project_id <> all ($2::uuid[])
order by number desc limit $3::int`,
};
