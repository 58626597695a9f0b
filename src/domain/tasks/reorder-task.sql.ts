import { byKey } from '@/lib/by-key.sql';
import { priorityOf } from '@/lib/priority-step';

/** Gives a waiting task the place in the queue that its priority deserves: see move-task.sql.ts. */
export const REORDER_TASK = {
  name: 'reorder-task',
  text: `
update task t set claim_key = greatest(t.queued_at, t.not_before) + ${priorityOf('t')}
where t.workspace_id = $1::uuid and t.id = $2::uuid and t.ready is not null`,
};

/** Puts a waiting task before all others of its priority and ends its pause. */
export const PUT_FIRST = {
  name: 'put-first',
  text: `
update task t set
  not_before = null,
  reason     = null,
  claim_key  = least(t.claim_key, clock_timestamp() + ${priorityOf('t')}, (
    select min(o.claim_key) - interval '1 millisecond' from task o
    where o.workspace_id = $1::uuid and o.ready is not null and o.priority = t.priority and o.id <> t.id)),
  version    = t.version + 1,
  updated_at = clock_timestamp()
where ${byKey('t', '$1::uuid', '$2::uuid')} and t.status = 'QUEUED' and t.ready is not null
returning t.project_id`,
};
