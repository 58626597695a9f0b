/** Closes what is open of a task. $3 status, $4 resolution, $5 person, $6 all but this one */
export const CLOSE_EXCEPTIONS = {
  name: 'close-exceptions',
  text: `
update exception set
  status      = $3::"ExceptionStatus",
  resolution  = $4::jsonb,
  resolved_by = $5::uuid,
  resolved_at = clock_timestamp(),
  updated_at  = clock_timestamp(),
  version     = version + 1
where workspace_id = $1::uuid and task_id = $2::uuid and status in ('open', 'acknowledged') and ($6::uuid is null or id <> $6::uuid)
returning id, number::int as number`,
};
