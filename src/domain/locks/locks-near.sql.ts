import { byKey } from '@/lib/by-key.sql';

const LOCK =
  'f.id, f.project_id, f.task_id, f.kind::text as kind, f.pattern, f.match_key, f.shared, f.created_at';
const ANCHOR = 'lock_anchor(f.kind, f.match_key) collate "C"';
const within = `f.workspace_id = $1::uuid and f.project_id = w.project_id and f.task_id is distinct from w.task_id
      and ${ANCHOR} >= w.low and ${ANCHOR} < w.high and not (w.shared and f.shared)`;

/**
 * The locks of other tasks that could overlap what is wanted, by index: those that lie beneath, and those on the way
 * down. Of plain paths beneath a plain one any is enough: it does overlap. Besides, what a task wants and has already.
 * $1 workspace; one entry a pattern: $2 project, $3 task or null, $4 its anchor, $5 what follows all beneath it, $6 whether
 * it is a glob, $7 its key, $8 whether it is read alone; one entry an anchor above: $9 project, $10 task or null, $11 anchor
 */
export const LOCKS_NEAR = {
  name: 'locks-near',
  text: `
with wish as materialized (
  select * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bool[], $7::text[], $8::bool[]) as w (project_id, task_id, low, high, glob, match_key, shared)
), above as materialized (
  select distinct * from unnest($9::uuid[], $10::uuid[], $11::text[]) as w (project_id, task_id, anchor)
), near as (
  select l.* from wish w cross join lateral (
    (select ${LOCK} from file_lock f
     where ${within} and f.kind <> 'glob'
     limit case when w.glob then null else 1 end)
    union all
    (select ${LOCK} from file_lock f where ${within} and f.kind = 'glob')
  ) l
  union
  select ${LOCK} from above w
  join file_lock f on f.workspace_id = $1::uuid and f.project_id = w.project_id
    and ${ANCHOR} = w.anchor and f.task_id is distinct from w.task_id
  union
  select ${LOCK} from wish w join file_lock f on f.workspace_id = $1::uuid and f.task_id = w.task_id and f.match_key = w.match_key
)
select n.project_id, n.task_id, n.kind, n.pattern, n.match_key, n.shared, t.number::int as number, t.title,
       t.status in ('IN_REVIEW', 'NEEDS_HUMAN') as rests
from near n
join task t on ${byKey('t', '$1::uuid', 'n.task_id')}
order by n.created_at, n.id`,
};
