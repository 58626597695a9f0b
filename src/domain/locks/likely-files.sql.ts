import { byKey } from '@/lib/by-key.sql';
import { lookedUp } from '@/lib/looked-up.sql';

/** The open tasks of a project that name files. $1 workspace, $2 project, $3 how many */
export const OPEN_HINTS = {
  name: 'open-hints',
  text: `
select t.id, t.files_hint, t.likely_files from task t
where t.workspace_id = $1::uuid and t.project_id = $2::uuid and t.status in ('DRAFT', 'QUEUED', 'BLOCKED') and cardinality(t.files_hint) > 0
order by t.claim_key, t.id limit $3::int`,
};

/** One entry a task: $2 task, $3 its files as JSON */
export const SET_LIKELY = {
  name: 'set-likely',
  text: `
update task t set likely_files = array(select jsonb_array_elements_text(g.files))
from unnest($2::uuid[], $3::jsonb[]) with ordinality as g (id, files, ord)
where ${byKey('t', '$1::uuid', 'g.id')} and ${lookedUp('g')}`,
};
