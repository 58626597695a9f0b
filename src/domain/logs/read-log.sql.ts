/** Chunks from the one that holds line $3 on, before line $4. $1 the agent's start day, $2 agent, $5 limit */
export const CHUNKS_BY_LINE = {
  name: 'chunks-by-line',
  text: `
select first_line::int as first_line, bytes from hot.log_chunk
where start_day = $1::date and agent_id = $2::uuid and first_line < $4::bigint
  and first_line >= coalesce((select max(c.first_line) from hot.log_chunk c
                              where c.start_day = $1::date and c.agent_id = $2::uuid and c.first_line <= $3::bigint), 0)
order by first_line
limit $5::int`,
};

/**
 * The last chunks, the last one first: as many as bytes, the last one in any case. $1 the agent's start day, $2 agent,
 * $3 the first line wanted, $4 limit, $5 bytes
 */
export const LAST_CHUNKS = {
  name: 'last-chunks',
  text: `
select c.first_line::int as first_line, c.bytes
from (select b.first_line, b.bytes,
             sum(octet_length(b.bytes)) over (order by b.first_line desc) - octet_length(b.bytes) as after_it
      from hot.log_chunk b
      where b.start_day = $1::date and b.agent_id = $2::uuid and b.first_line + b.lines > $3::bigint
      order by b.first_line desc
      limit $4::int) c
where c.after_it < $5::bigint
order by c.first_line desc`,
};

/**
 * Chunks after an offset. $1 the agent's start day, $2 agent, $3 offset, $4 limit.
 * Ordered by the column, not by its text of the same name: '9' would come after '10'.
 */
export const CHUNKS_BY_OFFSET = {
  name: 'chunks-by-offset',
  text: `
select c.off::text as off, c.bytes from hot.log_chunk c
where c.start_day = $1::date and c.agent_id = $2::uuid and c.off > $3::bigint
order by c.off
limit $4::int`,
};

/** As chunks-by-line, to the end of the log and for the engine. $1 workspace, $2 start day, $3 agent, $4 line, $5 limit */
export const CHUNKS_TO_SEARCH = {
  name: 'chunks-to-search',
  text: `
select c.first_line::int as first_line, c.lines, c.bytes from hot.log_chunk c
where c.start_day = $2::date and c.agent_id = $3::uuid and c.workspace_id = $1::uuid
  and c.first_line >= coalesce((select max(b.first_line) from hot.log_chunk b
                                where b.start_day = $2::date and b.agent_id = $3::uuid and b.first_line <= $4::bigint), 0)
order by c.first_line
limit $5::int`,
};
