-- Days of logs whose time would be over, but of agents that ended within `days` days. It reads as its caller, who sees
-- every workspace: the owner of the tables, as whom partitions are dropped, may be held back by row-level security.
create function hot.days_in_use(days integer) returns setof date
language sql stable set search_path = pg_catalog as $$
  select m.low
  from (
    select to_date(right(c.relname, 6), 'YYYYMM') as low
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'hot.log_chunk'::regclass and c.relname ~ '^log_chunk_[0-9]{6}$'
  ) m
  where days > 0 and (m.low + interval '1 month')::date <= current_date - days and exists (
    select from generate_series(m.low, (m.low + interval '1 month')::date - 1, interval '1 day') as d (day)
    join public.agent a on a.start_day = d.day::date and a.ended_at > now() - days * interval '1 day')
  union
  select c.start_day
  from hot.log_chunk_default c join public.agent a on a.id = c.agent_id
  where days > 0 and c.start_day < current_date - days and a.ended_at > now() - days * interval '1 day'
$$;
revoke execute on function hot.days_in_use(integer) from public;
grant execute on function hot.days_in_use(integer) to ao_engine;
grant select on hot.log_chunk_default to ao_engine;
