/**
 * The guarded update of a status. `ready` says which kind of agent may claim the task next;
 * its place in the queue is the moment it became ready, later by ten minutes a step of priority.
 */
export const MOVE_TASK = {
  name: 'move-task',
  text: `
update task t set
  status     = $4::"TaskStatus",
  reason     = $5,
  ready      = $6::"AgentKind",
  queued_at  = case when $6::text is null then t.queued_at else clock_timestamp() end,
  claim_key  = case when $6::text is null then null
                    else clock_timestamp() + coalesce($7::int, 0) * interval '1 millisecond' + t.priority * interval '10 minutes' end,
  not_before = clock_timestamp() + $7::int * interval '1 millisecond',
  version    = t.version + 1,
  updated_at = clock_timestamp(),
  ended_at   = case when $4::text in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED') then clock_timestamp() end
where t.workspace_id = $1::uuid and t.id = $2::uuid and t.status::text = any($3::text[])
returning t.id, t.project_id, t.number, t.version, t.attempt, t.failures, t.risk_level, t.head_sha, t.parent_id`,
};
