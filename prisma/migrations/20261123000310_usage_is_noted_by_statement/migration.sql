-- What many agents and tasks that end together add to the usage is one note for each way of asking, not two calls each.

-- What the agents of a statement add to the usage, by what their tasks say at this moment, and what they had added before.
create function note_usage_of_ended() returns trigger language plpgsql security definer set search_path = public, pg_catalog as $$
begin
  insert into hot.usage_note (workspace_id, project_id, hour, role, model, runner_id, flow_id, person_id, agents, failed, micros,
                              estimated, input, output, cache_read, cache_write, run_ms)
  select t.workspace_id, t.project_id, hour_of(c.created_at), t.role, c.model, c.runner_id, r.flow_id, t.created_by,
         sum(c.times), sum(c.times * (c.status in ('failed', 'timeout', 'lost'))::int), sum(c.times * c.cost_micros),
         sum(case when c.billing = 'subscription' then c.times * c.cost_micros else 0 end),
         sum(c.times * c.input_tokens), sum(c.times * c.output_tokens), sum(c.times * c.cache_read_tokens),
         sum(c.times * c.cache_write_tokens), sum(c.times * c.run_ms)
  from (
    select 1 as times, a.workspace_id, a.task_id, a.runner_id, a.created_at, a.status, a.model, a.billing, a.cost_micros,
           a.input_tokens, a.output_tokens, a.cache_read_tokens, a.cache_write_tokens,
           greatest(0, extract(epoch from a.ended_at - coalesce(a.started_at, a.created_at)) * 1000)::bigint as run_ms
    from added a where a.ended_at is not null and a.attempt > 0
    union all
    select -1, a.workspace_id, a.task_id, a.runner_id, a.created_at, a.status, a.model, a.billing, a.cost_micros,
           a.input_tokens, a.output_tokens, a.cache_read_tokens, a.cache_write_tokens,
           greatest(0, extract(epoch from a.ended_at - coalesce(a.started_at, a.created_at)) * 1000)::bigint
    from removed a where a.ended_at is not null and a.attempt > 0
  ) c
  join task t on t.workspace_id = c.workspace_id and t.id = c.task_id
  left join flow_run r on r.workspace_id = t.workspace_id and r.id = t.flow_run_id
  group by 1, 2, 3, 4, 5, 6, 7, 8
  having (sum(c.times), sum(c.times * (c.status in ('failed', 'timeout', 'lost'))::int), sum(c.times * c.cost_micros),
          sum(case when c.billing = 'subscription' then c.times * c.cost_micros else 0 end),
          sum(c.times * c.input_tokens), sum(c.times * c.output_tokens), sum(c.times * c.cache_read_tokens),
          sum(c.times * c.cache_write_tokens), sum(c.times * c.run_ms)) <> (0, 0, 0, 0, 0, 0, 0, 0, 0);
  return null;
end $$;

-- The same of tasks that are done or given up, or are so no longer.
create function note_usage_of_moved() returns trigger language plpgsql security definer set search_path = public, pg_catalog as $$
begin
  insert into hot.usage_note (workspace_id, project_id, hour, role, flow_id, person_id, done, given_up)
  select c.workspace_id, c.project_id, hour_of(c.ended_at), c.role, r.flow_id, c.created_by,
         sum(c.times * (c.status = 'COMPLETED')::int), sum(c.times * (c.status = 'FAILED')::int)
  from (
    select 1 as times, t.workspace_id, t.project_id, t.ended_at, t.role, t.created_by, t.status, t.flow_run_id
    from added t where t.status in ('COMPLETED', 'FAILED') and t.ended_at is not null
    union all
    select -1, t.workspace_id, t.project_id, t.ended_at, t.role, t.created_by, t.status, t.flow_run_id
    from removed t where t.status in ('COMPLETED', 'FAILED') and t.ended_at is not null
  ) c
  left join flow_run r on r.workspace_id = c.workspace_id and r.id = c.flow_run_id
  group by 1, 2, 3, 4, 5, 6
  having (sum(c.times * (c.status = 'COMPLETED')::int), sum(c.times * (c.status = 'FAILED')::int)) <> (0, 0);
  return null;
end $$;

-- They look as the engine does: the owner of the tables may be held back by row-level security.
grant create on schema public to ao_engine;
alter function note_usage_of_ended() owner to ao_engine;
alter function note_usage_of_moved() owner to ao_engine;
revoke create on schema public from ao_engine;

drop trigger usage_ended on agent;
create trigger usage_ended after update on agent referencing old table as removed new table as added
  for each statement execute function note_usage_of_ended();

drop trigger usage_moved on task;
create trigger usage_moved after update on task referencing old table as removed new table as added
  for each statement execute function note_usage_of_moved();

-- What a task's agents have added is asked for by its role: they add it again under the new one, having taken it back
-- under the old one before.
create or replace function note_usage() returns trigger language plpgsql set search_path = public, pg_catalog as $$
begin
  if tg_table_name = 'agent' then
    perform note_usage_of_agent(new, 1);
  elsif tg_op = 'INSERT' then
    perform note_usage_of_task(new, 1);
  elsif tg_op = 'DELETE' then
    perform note_usage_of_agents(old, -1);
    perform note_usage_of_task(old, -1);
    return old;
  elsif tg_when = 'BEFORE' then
    perform note_usage_of_agents(old, -1);
    return new;
  else
    perform note_usage_of_agents(new, 1);
  end if;
  return null;
end $$;
create trigger usage_of_new_role after update of role on task for each row when (old.role <> new.role)
  execute function note_usage();
