/** Tasks by status: what is open from the sums that are kept, what has ended since a moment ($2, null for ever). $1 workspace */
export const COUNT_QUEUE = {
  name: 'count-queue',
  text: `
with open as (
  select status, sum(tasks)::int as n from hot.task_tally
  where workspace_id = $1::uuid
    and ($2::timestamptz is null or status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED'))
  group by status
), since as (
  select status, count(*)::int as n from task
  where $2::timestamptz is not null and workspace_id = $1::uuid
    and status in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED') and updated_at >= $2 and ended_at > $2
  group by status
)
select status::text as status, n from open union all select status::text, n from since`,
};
/** When the queue was last cleared. $1 workspace */
export const READ_CLEARED = {
  name: 'read-queue-cleared',
  text: "select value ->> 'clearedAt' as at from setting where workspace_id = $1::uuid and key = 'queue'",
};
/** Tasks that wait and that nothing below keeps open, $2 at most, locked in one order until the transaction ends. */
export const LOCK_QUEUED = {
  name: 'lock-queued',
  text: `
select 'task_' || replace(t.id::text, '-', '') as ref from task t
where t.workspace_id = $1::uuid and t.number > 0 and t.status in ('QUEUED', 'BLOCKED')
  and not exists (select from task c where c.workspace_id = $1::uuid and c.parent_id = t.id
                    and c.status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED'))
order by t.id limit $2::int for update of t`,
};
