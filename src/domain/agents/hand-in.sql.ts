/** Says of a task that waits for a person that one has taken it over; no row where that is so already. */
export const TAKE_OVER = {
  name: 'take-over',
  text: `
update task set reason = 'taken_over', version = version + 1, updated_at = clock_timestamp()
where workspace_id = $1::uuid and id = $2::uuid and status = 'NEEDS_HUMAN' and reason is distinct from 'taken_over'
returning id`,
};

/**
 * Writes what a person did by hand as an attempt of its own, with its commit: from then on only a review lets it in.
 * $1 workspace, $2 task, $3 runner, $4 id, $5 claim id, $6 branch, $7 base, $8 head
 */
export const HAND_IN = {
  name: 'hand-in',
  text: `
with t as (
  update task set attempt = attempt + 1, base_sha = $7, head_sha = $8, pinned_runner_id = $3::uuid, verdict = null,
                  approved_by = null, approved_sha = null, requires_review = true
  where workspace_id = $1::uuid and id = $2::uuid returning attempt
)
insert into agent (id, workspace_id, task_id, runner_id, attempt, kind, status, reason, claim_id, branch, base_sha, head_sha, started_at, ended_at)
select $4::uuid, $1::uuid, $2::uuid, $3::uuid, t.attempt, 'work', 'completed', 'taken_over', $5::uuid, $6, $7, $8, clock_timestamp(), clock_timestamp()
from t`,
};
