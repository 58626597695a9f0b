-- What agents took and what came of it, by whatever it can be asked by: each that ends notes it, each task that is done or
-- given up does, and the sweep adds the notes up, once for each way of asking. So a month is read from a few thousand rows.
--
-- PostgreSQL 15 and 16 refused its first text: to them the day of a moment in a named zone is no constant of an index.
-- also applied as: d530adf9bc05c6129b4c58ff719c295ede706f88e6d444436ee6dbfab591ace8

-- `hour`: in which an agent began, or a task ended. Of tasks there is no runner and no model: several may have had a hand in it.
create table hot.usage_note (
  workspace_id uuid not null,
  project_id   uuid not null,
  hour         timestamptz not null,
  role         text not null,
  model        text,
  runner_id    uuid,
  flow_id      uuid,
  person_id    uuid,
  agents       bigint not null default 0,
  failed       bigint not null default 0,
  micros       bigint not null default 0,
  estimated    bigint not null default 0,
  input        bigint not null default 0,
  output       bigint not null default 0,
  cache_read   bigint not null default 0,
  cache_write  bigint not null default 0,
  run_ms       bigint not null default 0,
  done         bigint not null default 0,
  given_up     bigint not null default 0
);
create index usage_note_of_workspace on hot.usage_note (workspace_id);

-- `by`: all, role, model, runner, flow or person, and `key` which of them; '' is none. `all` is kept by the hour, what is
-- asked by something by the hour for three days and by the day (UTC) from then on.
create table hot.usage_tally (
  workspace_id uuid not null,
  by           text not null,
  at           timestamptz not null,
  project_id   uuid not null,
  key          text not null,
  agents       bigint not null,
  failed       bigint not null,
  micros       bigint not null,
  estimated    bigint not null,
  input        bigint not null,
  output       bigint not null,
  cache_read   bigint not null,
  cache_write  bigint not null,
  run_ms       bigint not null,
  done         bigint not null,
  given_up     bigint not null,
  primary key (workspace_id, by, at, project_id, key)
);
create index usage_tally_of_project on hot.usage_tally (project_id);
create index usage_tally_by_age on hot.usage_tally (at);
create index usage_tally_hours on hot.usage_tally (at) where by <> 'all' and at <> date_trunc('day', at at time zone 'UTC') at time zone 'UTC';

do $$
declare
  t text;
begin
  foreach t in array array['hot.usage_note', 'hot.usage_tally'] loop
    execute format('grant select on %s to ao_app', t);
    execute format('grant select, insert, update, delete, truncate on %s to ao_engine', t);
    -- Not for the owner, as whom the triggers write, whoever it is that changes a task.
    execute format('alter table %s enable row level security', t);
    execute format($p$create policy one_workspace on %s to ao_app
      using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid
        and project_id <> all (((select ao_hidden())::uuid[])))$p$, t);
    execute format('create policy engine on %s to ao_engine using (true) with check (true)', t);
  end loop;
end $$;

-- What an agent that has ended adds, `times` 1, or what it takes back, -1; by what its task says at this moment.
create function note_usage_of_agent(ended agent, times integer) returns void
language sql security definer set search_path = public, pg_catalog as $$
  insert into hot.usage_note (workspace_id, project_id, hour, role, model, runner_id, flow_id, person_id, agents, failed, micros,
                              estimated, input, output, cache_read, cache_write, run_ms)
  select t.workspace_id, t.project_id, hour_of(ended.created_at), t.role, ended.model, ended.runner_id, r.flow_id, t.created_by,
         times, times * (ended.status in ('failed', 'timeout', 'lost'))::int, times * ended.cost_micros,
         case when ended.billing = 'subscription' then times * ended.cost_micros else 0 end,
         times * ended.input_tokens, times * ended.output_tokens, times * ended.cache_read_tokens, times * ended.cache_write_tokens,
         times * greatest(0, extract(epoch from ended.ended_at - coalesce(ended.started_at, ended.created_at)) * 1000)::bigint
  from task t left join flow_run r on r.workspace_id = t.workspace_id and r.id = t.flow_run_id
  where t.workspace_id = ended.workspace_id and t.id = ended.task_id and ended.attempt > 0 and ended.ended_at is not null;
$$;
create function note_usage_of_agents(of_task task, times integer) returns void
language sql security definer set search_path = public, pg_catalog as $$
  select note_usage_of_agent(a, times) from agent a
  where a.workspace_id = of_task.workspace_id and a.task_id = of_task.id and a.attempt > 0 and a.ended_at is not null;
$$;
create function note_usage_of_task(ended task, times integer) returns void
language sql security definer set search_path = public, pg_catalog as $$
  insert into hot.usage_note (workspace_id, project_id, hour, role, flow_id, person_id, done, given_up)
  select ended.workspace_id, ended.project_id, hour_of(ended.ended_at), ended.role,
         (select r.flow_id from flow_run r where r.workspace_id = ended.workspace_id and r.id = ended.flow_run_id), ended.created_by,
         times * (ended.status = 'COMPLETED')::int, times * (ended.status = 'FAILED')::int
  where ended.status in ('COMPLETED', 'FAILED') and ended.ended_at is not null;
$$;

create function note_usage() returns trigger language plpgsql set search_path = public, pg_catalog as $$
begin
  if tg_table_name = 'agent' then
    if tg_op = 'UPDATE' and old.ended_at is not null then
      perform note_usage_of_agent(old, -1);
    end if;
    perform note_usage_of_agent(new, 1);
  elsif tg_when = 'BEFORE' then
    perform note_usage_of_agents(old, -1);
    if tg_op = 'DELETE' then
      perform note_usage_of_task(old, -1);
      return old;
    end if;
    return new;
  else
    if tg_op = 'UPDATE' then
      perform note_usage_of_task(old, -1);
      if old.role <> new.role then
        perform note_usage_of_agents(new, 1);
      end if;
    end if;
    perform note_usage_of_task(new, 1);
  end if;
  return null;
end $$;
create trigger usage_begun after insert on agent for each row when (new.ended_at is not null and new.attempt > 0)
  execute function note_usage();
create trigger usage_ended after update on agent for each row
  when (new.ended_at is not null and new.attempt > 0
    and (old.ended_at is null or old.status <> new.status or old.cost_micros <> new.cost_micros
      or old.input_tokens <> new.input_tokens or old.output_tokens <> new.output_tokens
      or old.cache_read_tokens <> new.cache_read_tokens or old.cache_write_tokens <> new.cache_write_tokens
      or old.model is distinct from new.model or old.billing is distinct from new.billing or old.ended_at <> new.ended_at))
  execute function note_usage();
create trigger usage_new after insert on task for each row when (new.status in ('COMPLETED', 'FAILED'))
  execute function note_usage();
create trigger usage_of_role before update of role on task for each row when (old.role <> new.role)
  execute function note_usage();
-- What is no end of a task costs no call: most moves are none.
create trigger usage_moved after update on task for each row
  when ((old.status in ('COMPLETED', 'FAILED') or new.status in ('COMPLETED', 'FAILED') or old.role <> new.role)
    and (old.status <> new.status or old.role <> new.role or old.ended_at is distinct from new.ended_at))
  execute function note_usage();
create trigger usage_gone before delete on task for each row execute function note_usage();

-- With a project goes all that was noted of it, also by tasks that went with it. (After its tasks: by the names of triggers.)
create function forget_usage() returns trigger language plpgsql security definer set search_path = public, pg_catalog as $$
begin
  delete from hot.usage_note where workspace_id = old.workspace_id and project_id = old.id;
  delete from hot.usage_tally where project_id = old.id;
  return null;
end $$;
create trigger usage_forgotten after delete on project for each row execute function forget_usage();

-- Adds so many notes up. Answers how many there were.
create function fold_usage(most integer) returns integer language plpgsql set search_path = public, pg_catalog as $$
declare
  oldest timestamptz := now() - interval '190 days';
  by_day timestamptz := date_trunc('day', now() - interval '3 days', 'UTC');
  taken integer;
begin
  with notes as (
    delete from hot.usage_note where ctid = any (array(select ctid from hot.usage_note limit most)) returning *
  ), folded as (
    insert into hot.usage_tally as t (workspace_id, by, at, project_id, key, agents, failed, micros, estimated, input, output,
                                      cache_read, cache_write, run_ms, done, given_up)
    select n.workspace_id, d.by, case when d.by <> 'all' and n.hour < by_day then date_trunc('day', n.hour, 'UTC') else n.hour end as at,
           n.project_id, d.key, sum(agents), sum(failed), sum(micros), sum(estimated), sum(input), sum(output),
           sum(cache_read), sum(cache_write), sum(run_ms), sum(done), sum(given_up)
    from notes n
    cross join lateral (values ('all', ''), ('role', n.role), ('model', coalesce(n.model, '')), ('runner', n.runner_id::text),
                               ('flow', coalesce(n.flow_id::text, '')), ('person', coalesce(n.person_id::text, ''))) d (by, key)
    where n.hour >= oldest and (n.runner_id is not null or d.by not in ('runner', 'model'))
    group by 1, 2, 3, 4, 5
    order by 1, 2, 3, 4, 5
    on conflict (workspace_id, by, at, project_id, key) do update set
      agents = t.agents + excluded.agents, failed = t.failed + excluded.failed, micros = t.micros + excluded.micros,
      estimated = t.estimated + excluded.estimated, input = t.input + excluded.input, output = t.output + excluded.output,
      cache_read = t.cache_read + excluded.cache_read, cache_write = t.cache_write + excluded.cache_write,
      run_ms = t.run_ms + excluded.run_ms, done = t.done + excluded.done, given_up = t.given_up + excluded.given_up
  )
  select count(*) into taken from notes;
  return taken;
end $$;

-- What the sweep does: notes become sums where there are so many, hours of three days ago become a day, and what is older
-- than twice the longest period goes. Answers how many rows it took.
create function sum_usage(enough integer) returns integer language plpgsql set search_path = public, pg_catalog as $$
declare
  by_day timestamptz := date_trunc('day', now() - interval '3 days', 'UTC');
  taken integer := 0;
  more integer;
begin
  if (select count(*) from (select from hot.usage_note limit enough) notes) >= enough then
    taken := fold_usage(20000);
  end if;
  with hours as (
    delete from hot.usage_tally where ctid = any (array(
      select ctid from hot.usage_tally where by <> 'all' and at <> date_trunc('day', at at time zone 'UTC') at time zone 'UTC' and at < by_day limit 5000))
    returning *
  ), days as (
    insert into hot.usage_tally as t (workspace_id, by, at, project_id, key, agents, failed, micros, estimated, input, output,
                                      cache_read, cache_write, run_ms, done, given_up)
    select workspace_id, by, date_trunc('day', at, 'UTC'), project_id, key, sum(agents), sum(failed), sum(micros), sum(estimated),
           sum(input), sum(output), sum(cache_read), sum(cache_write), sum(run_ms), sum(done), sum(given_up)
    from hours group by 1, 2, 3, 4, 5
    order by 1, 2, 3, 4, 5
    on conflict (workspace_id, by, at, project_id, key) do update set
      agents = t.agents + excluded.agents, failed = t.failed + excluded.failed, micros = t.micros + excluded.micros,
      estimated = t.estimated + excluded.estimated, input = t.input + excluded.input, output = t.output + excluded.output,
      cache_read = t.cache_read + excluded.cache_read, cache_write = t.cache_write + excluded.cache_write,
      run_ms = t.run_ms + excluded.run_ms, done = t.done + excluded.done, given_up = t.given_up + excluded.given_up
  )
  select count(*) into more from hours;
  taken := taken + more;
  with gone as (
    delete from hot.usage_tally where ctid = any (array(
      select ctid from hot.usage_tally where at < now() - interval '190 days' order by at limit 5000))
    returning 1
  )
  select count(*) into more from gone;
  return taken + more;
end $$;

-- All of it from the rows themselves: now, and after rows were written past the triggers. Nothing may change them meanwhile.
create function recount_usage() returns void language plpgsql security definer set search_path = public, pg_catalog as $$
begin
  truncate hot.usage_note, hot.usage_tally;
  insert into hot.usage_note (workspace_id, project_id, hour, role, model, runner_id, flow_id, person_id, agents, failed, micros,
                              estimated, input, output, cache_read, cache_write, run_ms)
  select t.workspace_id, t.project_id, hour_of(a.created_at), t.role, a.model, a.runner_id, r.flow_id, t.created_by,
         count(*), count(*) filter (where a.status in ('failed', 'timeout', 'lost')), sum(a.cost_micros),
         coalesce(sum(a.cost_micros) filter (where a.billing = 'subscription'), 0),
         sum(a.input_tokens), sum(a.output_tokens), sum(a.cache_read_tokens), sum(a.cache_write_tokens),
         sum(greatest(0, extract(epoch from a.ended_at - coalesce(a.started_at, a.created_at)) * 1000)::bigint)
  from agent a
  join task t on t.workspace_id = a.workspace_id and t.id = a.task_id
  left join flow_run r on r.workspace_id = t.workspace_id and r.id = t.flow_run_id
  where a.attempt > 0 and a.ended_at is not null and a.created_at > now() - interval '190 days'
  group by 1, 2, 3, 4, 5, 6, 7, 8;
  insert into hot.usage_note (workspace_id, project_id, hour, role, flow_id, person_id, done, given_up)
  select t.workspace_id, t.project_id, hour_of(t.ended_at), t.role, r.flow_id, t.created_by,
         count(*) filter (where t.status = 'COMPLETED'), count(*) filter (where t.status = 'FAILED')
  from task t left join flow_run r on r.workspace_id = t.workspace_id and r.id = t.flow_run_id
  where t.status in ('COMPLETED', 'FAILED') and t.ended_at > now() - interval '190 days'
  group by 1, 2, 3, 4, 5, 6;
  perform fold_usage(2147483647);
  -- So many notes that are gone would be in the way of whoever reads what comes next.
  truncate hot.usage_note;
end $$;

-- They look as the engine does: the owner of the tables may be held back by row-level security.
grant create on schema public to ao_engine;
alter function note_usage_of_agent(agent, integer) owner to ao_engine;
alter function note_usage_of_agents(task, integer) owner to ao_engine;
alter function note_usage_of_task(task, integer) owner to ao_engine;
alter function forget_usage() owner to ao_engine;
alter function recount_usage() owner to ao_engine;
revoke create on schema public from ao_engine;

-- All figures there are.
create or replace function recount_tallies() returns void language plpgsql set search_path = public, pg_catalog as $$
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
  perform recount_usage();
end $$;

select recount_usage();
