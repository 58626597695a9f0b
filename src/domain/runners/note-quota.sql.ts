/**
 * The model account of a runner is used up until $3, for every runner that has the same; a later moment stays, and nothing
 * is believed beyond eight days. $1 workspace, $2 runner
 */
export const NOTE_QUOTA = {
  name: 'note-quota',
  text: `
with account as (
  select jsonb_build_array(jsonb_build_object('account', e -> 'account')) as has
  from runner r, jsonb_array_elements(r.report -> 'engines') e
  where r.workspace_id = $1::uuid and r.id = $2::uuid and e ->> 'account' is not null
), held as (
  select r.id from runner r
  where r.workspace_id = $1::uuid
    and (r.id = $2::uuid or r.report -> 'engines' @> any (array(select has from account)))
  order by r.id for no key update
)
update runner r set
  quota_until = least(greatest(coalesce(r.quota_until, $3::timestamptz), $3::timestamptz), clock_timestamp() + interval '8 days'),
  updated_at  = clock_timestamp()
from held h where r.workspace_id = $1::uuid and r.id = h.id`,
};
