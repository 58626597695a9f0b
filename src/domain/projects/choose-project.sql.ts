/** The project that is named, or two of those there are, as somebody may see them. $1 workspace, $2 project or null */
export const PROJECTS_TO_CHOOSE = {
  name: 'projects-to-choose',
  text: `
select id, name, default_timeout_ms, default_max_turns, default_budget_micros from project
where workspace_id = $1::uuid and archived_at is null and ($2::uuid is null or id = $2::uuid)
  and id <> all ((select ao_hidden())::uuid[])
limit 2`,
};
