import { claimPlaceOf } from '@/lib/claim-place.sql';
import { lookedUp } from '@/lib/looked-up.sql';

/** The first waiters of each kind are enough: who cannot be served after all is found by the sweep. */
const MOST = 10;

const PLACE = claimPlaceOf('t');
const WAITER = `t.id, t.wait_key, t.files_hint, t.reads_hint, ${PLACE} as place`;

const waiters = (index: string) => `
  (select ${WAITER} from task t
   where t.workspace_id = g.workspace_id and t.project_id = g.project_id and t.status = 'BLOCKED' and ${index}
   order by ${PLACE}, t.id
   limit ${MOST})`;

/**
 * Each key as a range: where thousands wait for one path, the planner thinks that they wait for any it is asked for, and
 * reads all of them; of bounds that it cannot see it thinks they leave little.
 */
const UPWARDS = `
  select a.* from unnest(string_to_array(g.upwards, chr(10))) as u (key)
  cross join lateral ${waiters('t.wait_key collate "C" between u.key and u.key')} a`;

/**
 * The tasks that wait for a path that is free now, for a folder above it, for what lies beneath it, and those whose globs
 * could match it, each in claim order. One entry a path: $1 workspace, $2 project, $3 the path and the folders above it
 * by lines, $4 what everything beneath it begins with
 */
export const WAITERS_FOR_PATHS = {
  name: 'waiters-for-paths',
  text: `
select g.ord::int as ord, w.id, w.wait_key, w.files_hint, w.reads_hint, w.place
from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) with ordinality as g (workspace_id, project_id, upwards, beneath, ord)
cross join lateral (${UPWARDS}
  union all${waiters(`t.wait_key collate "C" >= g.beneath || '/' and t.wait_key collate "C" < g.beneath || '0'`)}
  union all${waiters(`t.wait_key ~ '[*?]'`)}) w`,
};

/** Every task that waits for a path of a project: a glob may have kept any of them. One entry a project: $1 workspace, $2 project */
export const WAITERS_OF_PROJECTS = {
  name: 'waiters-of-projects',
  text: `
select g.ord::int as ord, ${WAITER}
from unnest($1::uuid[], $2::uuid[]) with ordinality as g (workspace_id, project_id, ord)
join task t on t.workspace_id = g.workspace_id and t.project_id = g.project_id
where ${lookedUp('g')} and t.status = 'BLOCKED' and t.wait_key is not null
order by ${PLACE}, t.id`,
};
