import { byKey } from '@/lib/by-key.sql';

/** What is to gather sub-tasks, locked until the transaction ends: it must not end meanwhile. $2 ids, $3 numbers */
export const LOCK_PARENTS = {
  name: 'lock-parents',
  text: `
select id, number::int as number, type::text as type, status::text as status from task
where workspace_id = $1::uuid and number > 0 and (id = any($2::uuid[]) or number = any($3::int[]))
order by id for no key update`,
};

/** On which level each of $2 stands: 1 without a parent. */
export const LEVELS = {
  name: 'levels',
  text: `
with recursive up (id, parent_id, level) as (
  select t.id, t.parent_id, 1 from task t where t.workspace_id = $1::uuid and t.id = any($2::uuid[])
  union all
  select u.id, p.parent_id, u.level + 1 from up u join task p on ${byKey('p', '$1::uuid', 'u.parent_id')}
)
select id, max(level)::int as level from up group by id`,
};

/** How many levels stand below $2, its own included. */
export const HEIGHT = {
  name: 'height',
  text: `
with recursive down (id, level) as (
  select $2::uuid, 1
  union all
  select c.id, d.level + 1 from down d join task c on c.workspace_id = $1::uuid and c.parent_id = d.id
)
select max(level)::int as levels from down`,
};
