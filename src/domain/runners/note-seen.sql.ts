import { lookedUp } from '@/lib/looked-up.sql';

/** Who has said goodbye is not heard of before its next session. One entry a runner: $1 workspace, $2 id */
export const NOTE_SEEN = {
  name: 'note-seen',
  text: `
with heard as materialized (
  select r.id from unnest($1::uuid[], $2::uuid[]) with ordinality as g (workspace_id, id, ord)
  join runner r on r.workspace_id = g.workspace_id and r.id = g.id
  where ${lookedUp('g')} and r.last_seen_at < clock_timestamp() - interval '5 seconds'
  order by r.id for no key update of r
)
update runner r set last_seen_at = clock_timestamp() from heard h where r.id = h.id`,
};
