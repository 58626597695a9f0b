import { byKey } from '@/lib/by-key.sql';
import { desiredOf } from '@/lib/desired.sql';
import { lookedUp } from '@/lib/looked-up.sql';

/**
 * Appends chunks where they fit, one entry a chunk, and continues each log's digest; the rest is told apart after.
 * $1 agent, $2 what proves the right to it, $3 offset, $4 lines, $5 sha256, $6 where it begins in $9, from 1, $7 whether it
 * only says what is left out; $8 the workspaces whose logs have no room for anything else; $9 the bytes of all chunks, one
 * after the other: as an array they would travel as text, twice as long
 */
const append = (proof: 'token_hash' | 'runner_id', type: string, live: string) => `
with g as materialized (
  select g.*, substr($9::bytea, g.starts, lead(g.starts, 1, length($9::bytea) + 1) over (order by g.ord) - g.starts) as bytes
  from unnest($1::uuid[], $2::${type}[], $3::bigint[], $4::int[], $5::bytea[], $6::int[], $7::boolean[])
    with ordinality as g (agent_id, ${proof}, off, lines, sha256, starts, last_word, ord)
  where ${lookedUp('g')}
), known as materialized (${live}
), live as (
  select * from known where last_word or not workspace_id = any ($8::uuid[])
), fit as (
  select distinct on (agent_id) * from live where off = log_bytes order by agent_id, ord
), put as (
  insert into hot.log_chunk (start_day, agent_id, workspace_id, off, len, first_line, lines, sha256, bytes)
  select start_day, agent_id, workspace_id, off, length(bytes), log_lines + 1, lines, sha256, bytes from fit
), moved as (
  update agent a set
    log_bytes  = a.log_bytes + length(f.bytes),
    log_lines  = a.log_lines + f.lines,
    log_digest = sha256(coalesce(a.log_digest, decode(repeat('00', 32), 'hex')) || int8send(f.off) || int4send(length(f.bytes)) || f.sha256)
  from fit f where ${byKey('a', 'f.workspace_id', 'f.agent_id')}
)
select v.ord::int as ord, v.workspace_id, v.agent_id, f.ord is not null as stored,
       not v.last_word and v.workspace_id = any ($8::uuid[]) as full_up,
       v.log_bytes + case when f.ord is not null then length(v.bytes) else 0 end as next,
       ${desiredOf('t', 'v')} as desired
from known v
join task t on ${byKey('t', 'v.workspace_id', 'v.task_id')}
left join fit f on f.ord = v.ord`;

/** Of live agents. Who waited for the row of one reads it anew, but not its lease: whether it has ended is asked of the row. */
export const APPEND_CHUNKS = {
  name: 'append-chunks',
  text: append(
    'token_hash',
    'bytea',
    `
  select g.*, a.workspace_id, a.start_day, a.log_bytes, a.log_lines, a.log_digest, l.task_id,
         a.kill_request, a.pause_requested_at
  from g
  join lease l on l.agent_id = g.agent_id and l.token_hash = g.token_hash
  join agent a on ${byKey('a', 'l.workspace_id', 'l.agent_id')}
  where a.ended_at is null
  order by a.id
  for update of a`,
  ),
};

/**
 * The same for agents that ended without a result within a day, by their runner: what they wrote is kept, and changes
 * nothing else.
 */
export const APPEND_LATE_CHUNKS = {
  name: 'append-late-chunks',
  text: append(
    'runner_id',
    'uuid',
    `
  select g.*, a.workspace_id, a.start_day, a.log_bytes, a.log_lines, a.log_digest, a.task_id,
         a.kill_request, a.pause_requested_at
  from g
  join agent a on a.id = g.agent_id and a.runner_id = g.runner_id
  where a.result_hash is null and a.ended_at > clock_timestamp() - interval '24 hours'
  order by a.id
  for update of a`,
  ),
};

/** The digests of what is stored from an offset on, to tell a repeated chunk from another one. */
export const STORED_CHUNK = {
  name: 'stored-chunk',
  text: `
select c.len, c.sha256
from agent a join hot.log_chunk c on c.start_day = a.start_day and c.agent_id = a.id and c.off = $2::bigint
where a.id = $1::uuid`,
};
export const LOG_STATE = {
  name: 'log-state',
  text: `
select a.log_bytes as next, encode(coalesce(a.log_digest, decode(repeat('00', 32), 'hex')), 'hex') as digest
from lease l join agent a on ${byKey('a', 'l.workspace_id', 'l.agent_id')}
where l.agent_id = $1::uuid and l.token_hash = $2`,
};
/** Removes the logs of a task's agents. $1 workspace, $2 task */
export const ERASE_TASK_LOGS = {
  name: 'erase-task-logs',
  text: `
delete from hot.log_chunk c using agent a
where a.workspace_id = $1::uuid and a.task_id = $2::uuid and c.start_day = a.start_day and c.agent_id = a.id`,
};
/**
 * Reads the log of a live agent again: whether every chunk follows the one before and has the digest that was promised.
 * Acknowledged bytes never change, so this locks nothing. $1 agent, $2 token hash, $3 how many bytes
 */
export const PROVE_LOG = {
  name: 'prove-log',
  text: `
select a.log_bytes as reached, p.bytes, p.whole, p.gapless
from lease l
join agent a on ${byKey('a', 'l.workspace_id', 'l.agent_id')}
cross join lateral (
  select coalesce(sum(len), 0)::bigint as bytes,
         coalesce(bool_and(sha256(bytes) = sha256 and length(bytes) = len), true) as whole,
         coalesce(bool_and(off = before), true) as gapless
  from (
    select off, len, sha256, bytes, coalesce(sum(len) over (order by off rows between unbounded preceding and 1 preceding), 0) as before
    from hot.log_chunk c
    where c.workspace_id = a.workspace_id and c.start_day = a.start_day and c.agent_id = a.id and c.off < $3::bigint
  ) c
) p
where l.agent_id = $1::uuid and l.token_hash = $2`,
};
