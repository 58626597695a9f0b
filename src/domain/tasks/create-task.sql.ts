import { byKey } from '@/lib/by-key.sql';

/** The next task number of a workspace, the moment it was given out, and how many it has given out that day by UTC. */
export const NEXT_TASK_NUMBER = {
  name: 'next-task-number',
  text: `
update workspace set
  task_seq     = task_seq + 1,
  tasks_of_day = case when tasks_day = (clock_timestamp() at time zone 'utc')::date then tasks_of_day else 0 end + 1,
  tasks_day    = (clock_timestamp() at time zone 'utc')::date
where id = $1::uuid returning task_seq::int as number, clock_timestamp() as now, tasks_of_day as of_day,
          (quotas ->> 'tasksPerDay')::float8 as own_quota`,
};

/** A task as it stands. $1 workspace, $2 id */
export const READ_TASK = {
  name: 'read-task',
  text: 'select * from task where workspace_id = $1::uuid and id = $2::uuid',
};

/**
 * The tasks that others will depend on, locked against a change of status until the transaction ends:
 * one that ends meanwhile would not see its new dependent. $2 ids, $3 numbers
 */
export const LOCK_NEEDED = {
  name: 'lock-needed',
  text: `
select id, number::int as number, status::text as status from task
where workspace_id = $1::uuid and number > 0 and (id = any($2::uuid[]) or number = any($3::int[]))
order by id for share`,
};

/** What a task depends on, in order of age, locked as above. */
export const LOCK_NEEDS_OF = {
  name: 'lock-needs-of',
  text: `
select n.number::int as number, n.status::text as status
from task_dependency d join task n on ${byKey('n', 'd.workspace_id', 'd.needed_id')}
where d.workspace_id = $1::uuid and d.task_id = $2::uuid
order by n.id for share of n`,
};
