/** Adds labels that a machine says it has. */
export const NOTE_LABELS = {
  name: 'note-labels',
  text: `
update runner set labels = labels || (select array_agg(l) from unnest($3::text[]) l where l <> all(labels)), updated_at = clock_timestamp()
where workspace_id = $1::uuid and id = $2::uuid and not labels @> $3::text[]`,
};
