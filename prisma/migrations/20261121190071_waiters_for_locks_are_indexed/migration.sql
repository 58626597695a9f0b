-- What Prisma cannot describe.

-- Who waits for a file lock, in the order in which a sweep looks at them.
create index task_waits_for_lock on task (id) where status = 'BLOCKED' and reason like 'lock:%';

-- Agents of a day by when they ended: whether a month of logs may go.
create index agent_ends_by_day on agent (start_day, ended_at) where ended_at is not null;

-- Drops a month of logs that lies wholly more than `days` days back, the oldest first, and one at a time. Kept are the
-- days in `keep`, on which agents began that are at work still, and the logs of agents that ended within `days` days.
-- Answers how many; a month that somebody reads waits for the next time.
create or replace function hot.prune_log_partitions(days integer, keep date[]) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  dropped integer := 0;
  name text;
  low date;
  high date;
begin
  if days <= 0 then return 0; end if;
  for name in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
              where i.inhparent = 'hot.log_chunk'::regclass and c.relname ~ '^log_chunk_[0-9]{6}$' order by c.relname loop
    low := to_date(right(name, 6), 'YYYYMM');
    high := (low + interval '1 month')::date;
    continue when high > current_date - days;
    continue when exists (select from unnest(keep) as k (day) where k.day >= low and k.day < high);
    continue when exists (
      select from generate_series(low, high - 1, interval '1 day') as d (day)
      join public.agent a on a.start_day = d.day::date and a.ended_at > now() - days * interval '1 day');
    begin
      perform set_config('lock_timeout', '1s', true);
      execute format('drop table hot.%I', name);
      dropped := 1;
    exception when lock_not_available or undefined_table then null;
    end;
    exit when dropped > 0;
  end loop;
  perform set_config('lock_timeout', '0', true);
  with gone as (
    delete from hot.log_chunk_default c
    where c.start_day < current_date - days and not c.start_day = any (keep)
      and not exists (select from public.agent a where a.id = c.agent_id and a.ended_at > now() - days * interval '1 day')
    returning 1
  )
  select dropped + least(count(*), 1)::integer into dropped from gone;
  return dropped;
end $$;

-- The mark of the day is taken before, by a statement of its own: what takes long here is neither tried at once again
-- nor holds anybody up. Servers of the version before call hot.analyze_logs until the last of them is gone.
create function hot.analyze_log_chunks() returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  analyze hot.log_chunk;
end $$;
revoke execute on function hot.analyze_log_chunks() from public;
grant execute on function hot.analyze_log_chunks() to ao_engine;
