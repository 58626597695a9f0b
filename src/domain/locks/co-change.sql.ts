import { byKey } from '@/lib/by-key.sql';

/** What the last tasks of a project changed, the latest first. $1 workspace, $2 project, $3 agents looked at, $4 how many */
export const CHANGED_TOGETHER = {
  name: 'changed-together',
  text: `
with recent as materialized (
  select a.id, a.task_id from agent a
  where a.workspace_id = $1::uuid and a.kind = 'work'
  order by a.id desc limit $3::int
)
select r.task_id, array(select f ->> 'path' from jsonb_array_elements(c.files) f) as paths
from recent r
join task t on ${byKey('t', '$1::uuid', 'r.task_id')} and t.project_id = $2::uuid
join change c on c.workspace_id = $1::uuid and c.agent_id = r.id
order by r.id desc limit $4::int`,
};

/** What commits changed together, as a machine told it. $1 workspace, $2 project */
export const HISTORY_OF = {
  name: 'history-of',
  text: 'select paths, changes, pairs from project_history where workspace_id = $1::uuid and project_id = $2::uuid',
};
