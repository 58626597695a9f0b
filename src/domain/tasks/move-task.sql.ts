import { byKey } from '@/lib/by-key.sql';
import { lookedUp } from '@/lib/looked-up.sql';
import { priorityOf } from '@/lib/priority-step';

/**
 * The guarded update of a status, one entry a task. `ready` says which kind of agent may claim the task next; its place
 * in the queue is the moment it became ready, or was ready first where it keeps its place, later by ten minutes a step
 * of priority. $1 workspace, $2 task, $3 where it may stand, split by commas, $4 where to, $5 reason, $6 ready,
 * $7 delay in ms, $8 whether it keeps its place, $9 the key of the path it waits for, $10 what it passes
 * through on the way, split by commas, or null
 */
export const MOVE_TASK = {
  name: 'move-task',
  text: `
with m as materialized (
  select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::boolean[], $9::text[], $10::text[])
    with ordinality as m (workspace_id, task_id, stands, status, reason, ready, delay, keeps, wait_key, via, ord)
  where ${lookedUp('m')}
)
update task t set
  status     = m.status::"TaskStatus",
  via        = string_to_array(m.via, ',')::"TaskStatus"[],
  reason     = m.reason,
  ready      = m.ready::"AgentKind",
  wait_key   = m.wait_key,
  queued_at  = case when m.ready is null or (m.keeps and t.queued_at is not null) then t.queued_at else clock_timestamp() end,
  claim_key  = case when m.ready is null then null
                    else case when m.keeps and t.queued_at is not null then t.queued_at else clock_timestamp() end
                         + coalesce(m.delay, 0) * interval '1 millisecond' + ${priorityOf('t')} end,
  not_before = clock_timestamp() + m.delay * interval '1 millisecond',
  version    = t.version + 1 + coalesce(cardinality(string_to_array(m.via, ',')), 0),
  updated_at = clock_timestamp(),
  ended_at   = case when m.status in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED') then clock_timestamp() end
from m
where ${byKey('t', 'm.workspace_id', 'm.task_id')} and t.status::text = any(string_to_array(m.stands, ','))
returning m.ord::int as ord, t.id, t.project_id, t.number, t.version, t.attempt, t.failures, t.risk_level, t.head_sha, t.parent_id, t.flow_run_id`,
};
