/** The runner behind an access token, if token and runner are still good. */
export const FIND_RUNNER_BY_TOKEN = {
  name: 'find-runner-by-token',
  text: `
select r.id as runner_id, r.workspace_id, r.session_epoch, r.status, r.labels, t.expires_at > clock_timestamp() as fresh,
       coalesce(r.quota_until > clock_timestamp(), false) as out_of_quota
from token t
join runner r on r.workspace_id = t.workspace_id and r.id = t.runner_id
where t.hash = $1 and t.revoked_at is null`,
};
