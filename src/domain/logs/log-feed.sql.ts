import { byKey } from '@/lib/by-key.sql';

/** How far an agent's log has come. $1 workspace, $2 agent */
export const LOG_END = {
  name: 'log-end',
  text: `
select a.log_bytes as bytes, a.log_lines as lines
from agent a where ${byKey('a', '$1::uuid', '$2::uuid')}`,
};

/**
 * The same, whether the agent has ended, and the chunks that reach beyond an offset; one row at least. $3 offset, $4
 * limit. The first may begin before it: what was given out and never stored comes again in other pieces.
 */
export const LOG_SINCE = {
  name: 'log-since',
  text: `
select a.log_bytes as bytes, a.log_lines as lines, a.ended_at is not null as ended, c.off, c.first_line, c.bytes as chunk
from agent a
left join lateral (
  select c.off, c.first_line, c.bytes from hot.log_chunk c
  where c.start_day = a.start_day and c.agent_id = a.id and c.off + c.len > $3::bigint and c.off >= coalesce((
    select b.off from hot.log_chunk b
    where b.start_day = a.start_day and b.agent_id = a.id and b.off <= $3::bigint order by b.off desc limit 1
  ), 0)
  order by c.off limit $4::int
) c on true
where ${byKey('a', '$1::uuid', '$2::uuid')}
order by c.off`,
};
