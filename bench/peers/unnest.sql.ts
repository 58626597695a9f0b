/** Lines as rows, the plain way to keep a log. */
export const LINE_TABLE = `
create table if not exists agent_log (
  id      bigint generated always as identity,
  task_id text not null,
  seq     bigint not null,
  stream  text not null,
  line    text not null,
  at      timestamptz not null default now(),
  primary key (task_id, seq)
)`;
/** $1 task, $2 number of the first line, $3 lines */
export const INSERT_LINES = {
  name: 'insert-lines',
  text: `
insert into agent_log (task_id, seq, stream, line)
select $1, $2::bigint + o - 1, 'stdout', l from unnest($3::text[]) with ordinality u (l, o)`,
};

/** Bytes on disk of a line. */
export const LINE_BYTES =
  "select pg_total_relation_size('agent_log')::float8 / greatest(count(*), 1) as bytes from agent_log";
