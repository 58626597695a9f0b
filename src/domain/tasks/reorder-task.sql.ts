/** Gives a waiting task the place in the queue that its priority deserves: see move-task.sql.ts. */
export const REORDER_TASK = {
  name: 'reorder-task',
  text: `
update task set claim_key = greatest(queued_at, not_before) + priority * interval '10 minutes'
where workspace_id = $1::uuid and id = $2::uuid and ready is not null`,
};
