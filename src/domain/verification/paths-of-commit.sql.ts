/**
 * What the agent that made a commit changed, and the old names of renamed files as git quotes them in a patch.
 * $1 workspace, $2 task, $3 commit
 */
export const PATHS_OF_COMMIT = {
  name: 'paths-of-commit',
  text: `
select c.truncated,
       array(select f ->> 'path' from jsonb_array_elements(c.files) f) as paths,
       array(select m[1] from regexp_matches(c.patch, '^rename from (.+)$', 'gn') m) as renamed
from agent a
join change c on c.workspace_id = a.workspace_id and c.agent_id = a.id
where a.workspace_id = $1::uuid and a.task_id = $2::uuid and a.kind = 'work' and a.head_sha = $3
order by a.attempt desc limit 1`,
};
