/** Uses a one-time token and registers the machine, or answers no row: under races exactly one succeeds. */
export const ENROLL_RUNNER = {
  name: 'enroll-runner',
  text: `
with used as (
  update enrollment set used_at = clock_timestamp(), runner_id = $2::uuid
  where hash = $1 and used_at is null and expires_at > clock_timestamp()
  returning workspace_id, owner_id, name, labels
), made as (
  insert into runner (id, workspace_id, owner_id, name, public_jwk, labels, features, report)
  select $2::uuid, workspace_id, owner_id, coalesce(name, $3), $4::jsonb, labels, '{}', $5::jsonb from used
  returning id, workspace_id, name
)
select m.id, m.name, m.workspace_id, w.name as workspace_name from made m join workspace w on w.id = m.workspace_id`,
};

/** Why a token was refused. */
export const EXPLAIN_ENROLLMENT = {
  name: 'explain-enrollment',
  text: 'select used_at is not null as used from enrollment where hash = $1',
};
