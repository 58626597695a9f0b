export const NOTE_SEEN = {
  name: 'note-seen',
  text: `
update runner set last_seen_at = clock_timestamp()
where workspace_id = $1::uuid and id = $2::uuid and (last_seen_at is null or last_seen_at < clock_timestamp() - interval '5 seconds')`,
};
