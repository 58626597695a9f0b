/** How many log lines are stored, the bytes of their tables on disk, and how many of all agents' logs are whole: without gaps, each chunk with its digest. */
export const STORED_LINES = `
select coalesce(sum(lines), 0)::int as lines,
       (select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'hot.log_chunk'::regclass) as bytes,
       coalesce(bool_and(sha256(bytes) = sha256 and off = before), true) as whole
from (
  select c.lines, c.bytes, c.sha256, c.off,
         coalesce(sum(c.len) over (partition by c.agent_id order by c.off rows between unbounded preceding and 1 preceding), 0) as before
  from hot.log_chunk c
) s`;
