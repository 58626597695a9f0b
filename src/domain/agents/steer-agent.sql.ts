/** Marks a person's wish to end a live agent: every answer to it says so from now on. The first moment stays. */
export const REQUEST_KILL = {
  name: 'request-kill',
  text: `
update agent set kill_request = $3, kill_note = $4, kill_requested_at = coalesce(kill_requested_at, clock_timestamp())
where workspace_id = $1::uuid and id = $2::uuid`,
};
/** The same wish for many ($2 ids) that nobody has ended yet. $3 what becomes of their tasks, $4 note. Answers which. */
export const REQUEST_KILLS = {
  name: 'request-kills',
  text: `
update agent set kill_request = $3, kill_note = $4, kill_requested_at = clock_timestamp()
where workspace_id = $1::uuid and id = any($2::uuid[]) and kill_requested_at is null
returning id, task_id, runner_id`,
};
/** Marks a person's wish that a live agent stand still, or ($3 false) that it go on; no row where that is so already. */
export const REQUEST_PAUSE = {
  name: 'request-pause',
  text: `
update agent set pause_requested_at = case when $3::boolean then clock_timestamp() end
where workspace_id = $1::uuid and id = $2::uuid and (pause_requested_at is not null) <> $3::boolean
returning id`,
};
