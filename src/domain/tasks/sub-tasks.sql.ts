import { byKey } from '@/lib/by-key.sql';

/** A task that gathers sub-tasks and waits for them, locked: those that end at the same moment count one after the other. */
export const LOCK_GATHERING = {
  name: 'lock-gathering',
  text: `
select id, reason from task
where workspace_id = $1::uuid and id = $2::uuid and status = 'BLOCKED' and type in ('epic', 'feature', 'story')
for no key update`,
};

/** Each task that is needed is looked up by itself, whatever the planner knows of their number. */
const NEEDED = `task_dependency d
        cross join lateral (select n.number, n.status from task n where ${byKey('n', 'd.workspace_id', 'd.needed_id')} limit 1) n`;

/**
 * How the sub-tasks of $2 stand, and what it depends on itself. One that was tried again as a copy counts as the copy.
 */
export const COUNT_SUB_TASKS = {
  name: 'count-sub-tasks',
  text: `
select count(*) filter (where c.status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED'))::int as open,
       count(*) filter (where c.status = 'COMPLETED')::int as done,
       min(c.number) filter (where c.status = 'FAILED')::int as failed,
       min(c.number) filter (where c.status in ('CANCELLED', 'SKIPPED'))::int as dropped,
       (select min(n.number) from ${NEEDED}
        where d.workspace_id = $1::uuid and d.task_id = $2::uuid
          and n.status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED'))::int as needed,
       exists (select from ${NEEDED}
               where d.workspace_id = $1::uuid and d.task_id = $2::uuid
                 and n.status in ('FAILED', 'CANCELLED', 'SKIPPED')) as wrong
from task c
where c.workspace_id = $1::uuid and c.parent_id = $2::uuid
  and not exists (select from task s where s.workspace_id = $1::uuid and s.parent_id = $2::uuid and s.origin_id = c.id
                    and s.resolution is distinct from 'duplicate')`,
};

/** Gives a blocked task another reason. */
export const RENAME_BLOCK = {
  name: 'rename-block',
  text: `
update task set reason = $3, version = version + 1, updated_at = clock_timestamp()
where workspace_id = $1::uuid and id = $2::uuid and status = 'BLOCKED' and reason is distinct from $3
returning project_id`,
};

/** The sub-tasks of $2 that are open. */
export const OPEN_SUB_TASKS = {
  name: 'open-sub-tasks',
  text: `
select number::int as number from task
where workspace_id = $1::uuid and parent_id = $2::uuid and status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED')
order by number`,
};
