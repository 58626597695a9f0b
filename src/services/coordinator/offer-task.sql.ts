import { PROJECTS_TO_CHOOSE } from '@/domain/projects/choose-project.sql';

/** The projects to choose from, each with its history where that is wanted: $3 */
export const PROJECTS_WITH_HISTORY = {
  name: 'projects-with-history',
  text: `
with p as materialized (${PROJECTS_TO_CHOOSE.text}
)
select p.*, h.paths, h.changes, h.pairs
from p
left join project_history h on $3::boolean and h.workspace_id = $1::uuid and h.project_id = p.id`,
};
