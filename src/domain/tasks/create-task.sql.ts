/** The next task number of a workspace and the moment it was given out. */
export const NEXT_TASK_NUMBER = {
  name: 'next-task-number',
  text: 'update workspace set task_seq = task_seq + 1 where id = $1::uuid returning task_seq::int as number, clock_timestamp() as now',
};

/**
 * The tasks that others will depend on, locked against a change of status until the transaction ends:
 * one that ends meanwhile would not see its new dependent. $2 ids, $3 numbers
 */
export const LOCK_NEEDED = {
  name: 'lock-needed',
  text: `
select id, number::int as number, status::text as status from task
where workspace_id = $1::uuid and (id = any($2::uuid[]) or number = any($3::int[]))
order by id for share`,
};

/** Whether making $2 depend on $3 closes a circle: the refs on the way from $3 back to $2, or no row. */
export const FIND_CYCLE = {
  name: 'find-cycle',
  text: `
with recursive way as (
  select t.id, array[t.id] as seen, array['TASK-' || t.number] as refs from task t
  where t.workspace_id = $1::uuid and t.id = any($3::uuid[])
  union all
  select n.id, w.seen || n.id, w.refs || ('TASK-' || n.number)
  from way w
  join task_dependency d on d.workspace_id = $1::uuid and d.task_id = w.id
  join task n on n.workspace_id = d.workspace_id and n.id = d.needed_id
  where w.id <> $2::uuid and n.id <> all(w.seen)
)
select refs from way where id = $2::uuid limit 1`,
};
