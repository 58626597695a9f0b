/** The model account of a runner is used up until $3; a later moment stays, and nothing is believed beyond eight days. */
export const NOTE_QUOTA = {
  name: 'note-quota',
  text: `
update runner set 
  quota_until = least(greatest(coalesce(quota_until, $3::timestamptz), $3::timestamptz), clock_timestamp() + interval '8 days'),
  updated_at  = clock_timestamp()
where workspace_id = $1::uuid and id = $2::uuid`,
};
