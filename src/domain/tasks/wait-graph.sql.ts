/**
 * Held until the transaction ends by whoever lets tasks wait for others in a way that could close a circle, one at a time
 * in a workspace: two changes that are each fine could close one together.
 */
export const LOCK_GRAPH = {
  name: 'lock-graph',
  text: `select pg_advisory_xact_lock(hashtextextended('waits:' || $1::text, 0))::text as locked`,
};

/** Every task that one of $2 waits for, directly or not: what it depends on, and the sub-tasks it gathers. */
const WAITED_FOR = `
with recursive way (id) as (
  select unnest($2::uuid[])
  union
  select n.id from way w cross join lateral (
    select d.needed_id as id from task_dependency d where d.workspace_id = $1::uuid and d.task_id = w.id
    union all
    select c.id from task c where c.workspace_id = $1::uuid and c.parent_id = w.id
  ) n
)`;

/** Whether one of $2 waits for one of $3. */
export const WAITS_FOR = {
  name: 'waits-for',
  text: `${WAITED_FOR}
select exists (select from way where id = any($3::uuid[])) as waits`,
};

/** Who waits for whom among all that $2 wait for. */
export const WAITS = {
  name: 'waits',
  text: `${WAITED_FOR}, waits as (
  select d.task_id as id, d.needed_id as for_id
  from way w join task_dependency d on d.workspace_id = $1::uuid and d.task_id = w.id
  union all
  select c.parent_id, c.id
  from way w join task c on c.workspace_id = $1::uuid and c.parent_id = w.id
)
select w.id, w.for_id from waits w order by w.id, w.for_id`,
};

export const TASK_NUMBERS = {
  name: 'task-numbers',
  text: 'select id, number::int as number from task where workspace_id = $1::uuid and id = any($2::uuid[])',
};
