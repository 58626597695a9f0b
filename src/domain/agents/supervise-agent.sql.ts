/** Notes a step of an agent's supervision, unless one at least as late is known. $3 number, $4 what is shown */
export const NOTE_SUPERVISION = {
  name: 'note-supervision',
  text: `
update agent set supervision = case when $4::jsonb ->> 'step' = 'recovered' then jsonb_build_object('n', $3::int) else $4::jsonb || jsonb_build_object('n', $3::int, 'at', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end
where workspace_id = $1::uuid and id = $2::uuid and coalesce((supervision ->> 'n')::int, 0) < $3::int
returning id`,
};
