/**
 * Whoever asks sees one workspace, and of its projects those that are there for them, until the transaction ends.
 * $1 workspace, $2 person or null, $3 the only projects that are there for them, if any
 */
export const BECOME_VIEWER = {
  name: 'become-viewer',
  text: `
select set_config('app.workspace', $1::uuid::text, true),
       set_config('app.hidden', case when $2::uuid is null then '{}' else ao_hidden_projects($1::uuid, $2::uuid, $3::uuid[])::text end, true),
       set_config('role', 'ao_app', true)`,
};
