-- How many tasks stand where, and what agents have cost, are sums of differences that each change notes: the overview adds
-- up hours, not every task there ever was. Nobody waits for a sum; the sweep adds the notes of an hour up.

-- `hour`: in which a task ended, or an agent began; -infinity where it has not ended, and for what is long past.
create table hot.task_tally (
  workspace_id uuid not null,
  project_id   uuid not null,
  status       "TaskStatus" not null,
  hour         timestamptz not null,
  tasks        bigint not null,
  summed       boolean not null default false
);
create index task_tally_by_hour on hot.task_tally (workspace_id, project_id, status, hour);
create index task_tally_to_sum on hot.task_tally (workspace_id) where not summed;
create index task_tally_by_age on hot.task_tally (hour);

create table hot.spend_tally (
  workspace_id uuid not null,
  project_id   uuid not null,
  hour         timestamptz not null,
  micros       bigint not null,
  summed       boolean not null default false
);
create index spend_tally_by_hour on hot.spend_tally (workspace_id, project_id, hour);
create index spend_tally_to_sum on hot.spend_tally (workspace_id) where not summed;
create index spend_tally_by_age on hot.spend_tally (hour);

do $$
declare
  t text;
begin
  foreach t in array array['hot.task_tally', 'hot.spend_tally'] loop
    execute format('grant select on %s to ao_app', t);
    execute format('grant select, insert, delete on %s to ao_engine', t);
    -- Not for the owner, as whom the triggers write, whoever it is that changes a task.
    execute format('alter table %s enable row level security', t);
    execute format($p$create policy one_workspace on %s to ao_app
      using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid
        and project_id <> all (((select ao_hidden())::uuid[])))$p$, t);
    execute format('create policy engine on %s to ao_engine using (true) with check (true)', t);
  end loop;
end $$;

create function hour_of(moment timestamptz) returns timestamptz language sql stable parallel safe
  as $$ select coalesce(date_trunc('hour', moment, 'UTC'), '-infinity') $$;

-- A statement notes what its rows have changed together; one that changes no status notes nothing.
create function tally_tasks() returns trigger language plpgsql security definer set search_path = public, pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into hot.task_tally (workspace_id, project_id, status, hour, tasks)
    select workspace_id, project_id, status, hour_of(ended_at), count(*) from added group by 1, 2, 3, 4;
  elsif tg_op = 'DELETE' then
    insert into hot.task_tally (workspace_id, project_id, status, hour, tasks)
    select workspace_id, project_id, status, hour_of(ended_at), -count(*) from removed group by 1, 2, 3, 4;
  else
    insert into hot.task_tally (workspace_id, project_id, status, hour, tasks)
    select workspace_id, project_id, status, hour_of(ended_at), sum(n)
    from (select workspace_id, project_id, status, ended_at, 1 as n from added
          union all select workspace_id, project_id, status, ended_at, -1 from removed) changed
    group by 1, 2, 3, 4 having sum(n) <> 0;
  end if;
  return null;
end $$;
create trigger tally_new after insert on task referencing new table as added for each statement execute function tally_tasks();
create trigger tally_changed after update on task referencing new table as added old table as removed
  for each statement execute function tally_tasks();
create trigger tally_gone after delete on task referencing old table as removed for each statement execute function tally_tasks();

-- What an agent has cost is noted when it ends: until then it is one of few. It goes with its task.
create function tally_spending() returns trigger language plpgsql security definer set search_path = public, pg_catalog as $$
declare
  before bigint := case when tg_op = 'UPDATE' and old.ended_at is not null then old.cost_micros else 0 end;
begin
  insert into hot.spend_tally (workspace_id, project_id, hour, micros)
  select t.workspace_id, t.project_id, hour_of(new.created_at), new.cost_micros - before
  from task t where t.workspace_id = new.workspace_id and t.id = new.task_id and new.cost_micros <> before;
  return null;
end $$;
create trigger tally_spent after insert on agent for each row when (new.ended_at is not null and new.attempt > 0)
  execute function tally_spending();
create trigger tally_ended after update of ended_at, cost_micros on agent for each row
  when (new.ended_at is not null and new.attempt > 0 and (old.ended_at is null or old.cost_micros <> new.cost_micros))
  execute function tally_spending();
create function forget_spending() returns trigger language plpgsql security definer set search_path = public, pg_catalog as $$
begin
  insert into hot.spend_tally (workspace_id, project_id, hour, micros)
  select old.workspace_id, old.project_id, hour_of(created_at), -sum(cost_micros)
  from agent where workspace_id = old.workspace_id and task_id = old.id and attempt > 0 and ended_at is not null and cost_micros > 0
  group by 3;
  return old;
end $$;
create trigger tally_forgotten before delete on task for each row execute function forget_spending();

-- Adds up what was noted of an hour since, where there are so many notes; hours further back than anybody asks for become
-- one. Answers how many notes it took.
create function sum_tallies(enough integer) returns integer language plpgsql set search_path = public, pg_catalog as $$
declare
  oldest timestamptz := now() - interval '16 days';
  taken integer;
  more integer;
begin
  if (select count(*) from (select from hot.task_tally where not summed limit enough) notes) < enough then
    return 0;
  end if;
  with touched as materialized (
    select distinct workspace_id, project_id, status, hour from hot.task_tally
    where not summed or (hour > '-infinity' and hour < oldest)
    limit 5000
  ), taken_now as (
    delete from hot.task_tally t using touched g
    where t.workspace_id = g.workspace_id and t.project_id = g.project_id and t.status = g.status and t.hour = g.hour
    returning t.workspace_id, t.project_id, t.status, case when t.hour < oldest then '-infinity' else t.hour end as hour, t.tasks
  ), kept as (
    insert into hot.task_tally (workspace_id, project_id, status, hour, tasks, summed)
    select workspace_id, project_id, status, hour, sum(tasks), true from taken_now group by 1, 2, 3, 4 having sum(tasks) <> 0
  )
  select count(*) into taken from taken_now;
  with touched as materialized (
    select distinct workspace_id, project_id, hour from hot.spend_tally
    where not summed or (hour > '-infinity' and hour < oldest)
    limit 5000
  ), taken_now as (
    delete from hot.spend_tally t using touched g
    where t.workspace_id = g.workspace_id and t.project_id = g.project_id and t.hour = g.hour
    returning t.workspace_id, t.project_id, t.hour, t.micros
  ), kept as (
    insert into hot.spend_tally (workspace_id, project_id, hour, micros, summed)
    select workspace_id, project_id, hour, sum(micros), true from taken_now
    where hour >= oldest group by 1, 2, 3 having sum(micros) <> 0
  )
  select count(*) into more from taken_now;
  return taken + more;
end $$;

-- All of it from the rows themselves: now, and after rows were written past the triggers. Nothing may change them meanwhile.
create function recount_tallies() returns void language plpgsql set search_path = public, pg_catalog as $$
begin
  delete from hot.task_tally;
  delete from hot.spend_tally;
  insert into hot.task_tally (workspace_id, project_id, status, hour, tasks)
  select workspace_id, project_id, status, case when ended_at > now() - interval '16 days' then hour_of(ended_at) else '-infinity' end, count(*)
  from task group by 1, 2, 3, 4;
  insert into hot.spend_tally (workspace_id, project_id, hour, micros)
  select t.workspace_id, t.project_id, hour_of(a.created_at), sum(a.cost_micros)
  from agent a join task t on t.workspace_id = a.workspace_id and t.id = a.task_id
  where a.attempt > 0 and a.ended_at is not null and a.cost_micros > 0 and a.created_at > now() - interval '16 days'
  group by 1, 2, 3;
end $$;
select recount_tallies();
