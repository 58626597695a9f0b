import { byKey } from '@/lib/by-key.sql';

/**
 * Lets the runner that has the engine's session of task $3 alone take task $2 for a while, where it is online: from
 * when it may be claimed, $4 ms. $5 after how many ms without contact a runner is offline.
 */
export const PREFER_SESSION_RUNNER = {
  name: 'prefer-session-runner',
  text: `
update task t set
  prefer_runner_id = r.id,
  prefer_until     = greatest(coalesce(t.not_before, clock_timestamp()), clock_timestamp()) + $4::int * interval '1 millisecond'
from (
  select a.runner_id from agent a
  where a.workspace_id = $1::uuid and a.task_id = $3::uuid and a.kind = 'work' and a.engine_session_id is not null
  order by a.attempt desc limit 1
) s
join runner r on r.workspace_id = $1::uuid and r.id = s.runner_id
where ${byKey('t', '$1::uuid', '$2::uuid')} and t.ready = 'work'
  and r.status = 'ACTIVE' and r.last_seen_at > clock_timestamp() - $5::int * interval '1 millisecond'
  and not t.avoid_runner_ids @> array[r.id]`,
};
