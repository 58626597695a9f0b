import { byKey } from '@/lib/by-key.sql';

const OF = (scope: string) => `
from agent a join task t on ${byKey('t', 'a.workspace_id', 'a.task_id')}
where ${scope} and a.status in ('failed', 'timeout', 'lost') and a.attempt > 0 and t.project_id <> all ($2::uuid[])
  and ($3::text[] is null or (coalesce(a.reason, '') = any ($3::text[])) = $4::boolean)`;
const OF_WORKSPACE = OF('a.workspace_id = $1::uuid');
const OF_TASK = OF('a.task_id = $8::uuid and a.workspace_id = $1::uuid');

const page = (of: string) => `select a.id ${of}
  and a.id < coalesce($5::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
order by a.id desc limit $6::int offset $7::int`;

/**
 * The agents that did not succeed, newest first.
 * $1 workspace, $2 hidden projects, $3 reasons or null, $4 whether these or all others, $5 those before this id, or null, $6 limit, $7 offset
 */
export const LIST_ERRORS = { name: 'list-errors', text: page(OF_WORKSPACE) };
/** Those of one task: $8. */
export const LIST_ERRORS_OF_TASK = { name: 'list-errors-of-task', text: page(OF_TASK) };

/** How many there are, and no more than $5; in the list's order, so that its index is read no further. $1 to $4 as above */
export const COUNT_ERRORS = {
  name: 'count-errors',
  text: `select count(*)::int as n from (select ${OF_WORKSPACE.trimStart()} order by a.id desc limit $5::int) as found`,
};
/** Those of one task: $6. */
export const COUNT_ERRORS_OF_TASK = {
  name: 'count-errors-of-task',
  text: `select count(*)::int as n from (select ${OF_TASK.replace('$8', '$6').trimStart()} order by a.id desc limit $5::int) as found`,
};
