/** A new epoch: every older session of the runner is superseded. Where its model account is used up, it is so here too. */
export const OPEN_SESSION = {
  name: 'open-session',
  text: `
update runner set
  quota_until = greatest(quota_until, (
    select max(o.quota_until) from runner o
    where o.workspace_id = $1::uuid and o.quota_until > clock_timestamp() and o.report -> 'engines' @> any (array(
      select jsonb_build_array(jsonb_build_object('account', e -> 'account'))
      from jsonb_array_elements($6::jsonb -> 'engines') e where e ->> 'account' is not null)))),
  session_epoch = session_epoch + 1, instance_id = $3::uuid, protocol = $4, features = $5::text[], report = $6::jsonb,
  max_concurrent = $7::int, last_seen_at = clock_timestamp(), updated_at = clock_timestamp()
where workspace_id = $1::uuid and id = $2::uuid and status <> 'REVOKED'
returning session_epoch, name`,
};
/** The newest session of a runner. $1 workspace, $2 runner */
export const SESSION_EPOCH = {
  name: 'session-epoch',
  text: 'select session_epoch from runner where workspace_id = $1::uuid and id = $2::uuid',
};
/** Hands a live agent over to the new session under a new token. */
export const ADOPT_AGENT = {
  name: 'adopt-agent',
  text: `
update lease set session_epoch = $4::bigint, token_hash = $5, heartbeat_seq = 0, expires_at = clock_timestamp() + $6::int * interval '1 millisecond'
where workspace_id = $1::uuid and runner_id = $2::uuid and agent_id = $3::uuid
returning agent_id`,
};
export const CLOSE_SESSION = {
  name: 'close-session',
  text: `
update runner set last_seen_at = null, updated_at = clock_timestamp()
where workspace_id = $1::uuid and id = $2::uuid and session_epoch = $3::bigint returning name`,
};
/** The projects of a workspace, and a version that changes with any of them. */
export const SERVED_PROJECTS = {
  name: 'served-projects',
  text: `
select id, name, repo, default_branch, checks, setup, updated_at
from project where workspace_id = $1::uuid and archived_at is null order by id`,
};
export const PROJECTS_VERSION = {
  name: 'projects-version',
  text: `
select count(*) || '.' || coalesce((extract(epoch from max(updated_at)) * 1000000)::bigint, 0) as version
from project where workspace_id = $1::uuid and archived_at is null`,
};
export const REPORT_PROJECTS = {
  name: 'report-projects',
  text: `
insert into project_report (workspace_id, runner_id, project_id, state, detail, updated_at)
select $1::uuid, $2::uuid, p.id, g.state, g.detail, clock_timestamp()
from unnest($3::uuid[], $4::text[], $5::text[]) as g (project_id, state, detail)
join project p on p.workspace_id = $1::uuid and p.id = g.project_id
on conflict (runner_id, project_id) do update set state = excluded.state, detail = excluded.detail, updated_at = excluded.updated_at`,
};
