/**
 * Tasks of a workspace ($1) with all words of a query ($2), but for those of hidden projects ($3); by rank among the first
 * few hundred that are found. $4 limit
 */
export const SEARCH_TASKS = {
  name: 'search-tasks',
  text: `
with found as materialized (
  select t.id, t.updated_at, ts_rank(task_words(t.title, t.description), to_tsquery('simple', $2::text)) as rank
  from task t
  where t.workspace_id = $1::uuid and task_words(t.title, t.description) @@ to_tsquery('simple', $2::text)
    and t.project_id <> all ($3::uuid[])
  limit 500
)
select id from found order by rank desc, updated_at desc limit $4::int`,
};
