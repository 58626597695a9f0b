import { byKey } from '@/lib/by-key.sql';

const SEEN = '($2::uuid is null or t.project_id = $2::uuid) and t.project_id <> all ($3::uuid[])';
const OF = `t.workspace_id = $1::uuid and t.number > 0 and ${SEEN}`;

/**
 * The tasks that stand in a merge line, those that stand longest first. The status stands in the order of both lists, though
 * it is the same throughout: so they are read from the index of that order.
 * $1 workspace, $2 project or null, $3 hidden projects, $4 limit
 */
export const STANDING_MERGES = {
  name: 'standing-merges',
  text: `
select t.id from task t where ${OF} and t.status = 'MERGING'
order by t.status, t.updated_at limit $4::int`,
};

/**
 * The tasks whose commit was merged since $4, the last first. Of bounds that it cannot see the planner thinks they leave
 * little, so it walks that index, rather than read all tasks that are done. $5 limit
 */
export const LANDED_MERGES = {
  name: 'landed-merges',
  text: `
select t.id from task t where ${OF} and t.status = 'COMPLETED' and t.merged_sha is not null
  and t.updated_at between (select $4::timestamptz) and (select 'infinity'::timestamptz)
order by t.status desc, t.updated_at desc limit $5::int`,
};

/** The merges that came back since $4, the last first: their agents. $5 limit */
export const RETURNED_MERGES = {
  name: 'returned-merges',
  text: `
select a.id from agent a join task t on ${byKey('t', 'a.workspace_id', 'a.task_id')}
where a.workspace_id = $1::uuid and a.kind = 'merge' and a.status = 'failed' and a.ended_at > $4::timestamptz and ${SEEN}
order by a.ended_at desc limit $5::int`,
};
