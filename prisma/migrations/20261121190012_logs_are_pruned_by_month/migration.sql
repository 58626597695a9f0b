-- What Prisma cannot describe.

-- Chunks are compressed by the database: by lz4 where it was built with it, which takes a fraction of the time.
do $$
declare part regclass;
begin
  if 'lz4' = any (select unnest(enumvals) from pg_settings where name = 'default_toast_compression') then
    alter table hot.log_chunk alter column bytes set compression lz4;
    for part in select inhrelid::regclass from pg_inherits where inhparent = 'hot.log_chunk'::regclass loop
      execute format('alter table %s alter column bytes set compression lz4', part);
    end loop;
  end if;
end $$;

-- The log of a task goes with it.
grant delete on hot.log_chunk to ao_app;

-- Drops the months of logs that lie wholly more than `days` days back, but none of the days in `keep`, on which
-- agents began that are at work still. Answers how many; a month that somebody reads waits for the next time.
create function hot.prune_log_partitions(days integer, keep date[]) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  dropped integer := 0;
  name text;
  low date;
  high date;
begin
  if days <= 0 then return 0; end if;
  for name in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
              where i.inhparent = 'hot.log_chunk'::regclass and c.relname ~ '^log_chunk_[0-9]{6}$' loop
    low := to_date(right(name, 6), 'YYYYMM');
    high := (low + interval '1 month')::date;
    continue when high > current_date - days;
    continue when exists (select from unnest(keep) as k (day) where k.day >= low and k.day < high);
    begin
      perform set_config('lock_timeout', '1s', true);
      execute format('drop table hot.%I', name);
      dropped := dropped + 1;
    exception when lock_not_available or undefined_table then null;
    end;
  end loop;
  perform set_config('lock_timeout', '0', true);
  with gone as (
    delete from hot.log_chunk_default where start_day < current_date - days and not start_day = any (keep) returning 1
  )
  select dropped + least(count(*), 1)::integer into dropped from gone;
  return dropped;
end $$;
revoke execute on function hot.prune_log_partitions(integer, date[]) from public;
grant execute on function hot.prune_log_partitions(integer, date[]) to ao_engine;

-- Nobody else analyses a partitioned table as a whole: once a day, whoever comes first.
insert into hot.sweep (name) values ('analyze-logs');
create function hot.analyze_logs() returns integer
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update hot.sweep set at = clock_timestamp() where name = 'analyze-logs' and at < clock_timestamp() - interval '1 day';
  if not found then return 0; end if;
  analyze hot.log_chunk;
  return 1;
end $$;
revoke execute on function hot.analyze_logs() from public;
grant execute on function hot.analyze_logs() to ao_engine;
