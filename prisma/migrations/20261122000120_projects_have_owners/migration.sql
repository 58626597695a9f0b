-- A project has an owner, and may be seen by them and by the workspace's admins and owners alone.
create type "ProjectVisibility" as enum ('workspace', 'private');
alter table project
  add column owner_id   uuid references "user" (id) on delete set null on update no action,
  add column visibility "ProjectVisibility" not null default 'workspace';
create index project_private_idx on project (workspace_id) where visibility = 'private';

-- Private projects that were deleted: what was told of them stays hidden.
create table former_project (
  id           uuid primary key,
  workspace_id uuid not null references workspace (id) on delete cascade on update no action,
  owner_id     uuid
);
create index former_project_workspace_id_idx on former_project (workspace_id);
grant select, insert on former_project to ao_app;
grant select, insert, delete on former_project to ao_engine;
alter table former_project enable row level security;
alter table former_project force row level security;
create policy one_workspace on former_project to ao_app using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
create policy engine on former_project to ao_engine using (true);

-- The projects of a workspace that somebody may not see; for nobody in particular all private ones.
create function ao_hidden_projects(workspace uuid, viewer uuid) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return coalesce((
    select array_agg(h.id)
    from (
      select p.id, p.owner_id from project p where p.workspace_id = workspace and p.visibility = 'private'
      union all
      select f.id, f.owner_id from former_project f where f.workspace_id = workspace
    ) h
    where (viewer is null or h.owner_id is distinct from viewer)
      and not exists (select from member m where m.workspace_id = workspace and m.user_id = viewer and m.role in ('owner', 'admin'))
  ), '{}');
end $$;
-- It looks as the engine does: the owner of the tables may be held back by row-level security.
grant create on schema public to ao_engine;
alter function ao_hidden_projects(uuid, uuid) owner to ao_engine;
revoke create on schema public from ao_engine;

-- The same for this transaction: it is said where it begins, and where it is not, it is as for nobody.
create function ao_hidden() returns uuid[]
language plpgsql stable set search_path = public, pg_temp as $$
begin
  return coalesce(
    nullif(current_setting('app.hidden', true), '')::uuid[],
    ao_hidden_projects(nullif(current_setting('app.workspace', true), '')::uuid, null));
end $$;

do $$
declare
  mine    text := '%s.workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid';
  -- Asked once for each statement; where nothing is hidden, no row costs more than before.
  hidden  text := '((select ao_hidden())::uuid[])';
  open    text := '(select ao_hidden()) = ''{}''';
  of_task text := 'exists (select from task t where t.workspace_id = %1$s.workspace_id and t.id = %1$s.%2$s)';
  t text;
begin
  execute format('alter policy one_workspace on project using (%s and id <> all (%s)) with check (%s)', format(mine, 'project'), hidden, format(mine, 'project'));
  foreach t in array array['task', 'hold', 'file_lock', 'project_report'] loop
    execute format('alter policy one_workspace on %I using (%s and project_id <> all (%s)) with check (%s)', t, format(mine, t), hidden, format(mine, t));
  end loop;
  foreach t in array array['agent', 'lease', 'check_run', 'exception', 'message', 'recovery'] loop
    execute format('alter policy one_workspace on %I using (%s and (%s or %s)) with check (%s)',
      t, format(mine, t), open, format(of_task, t, 'task_id'), format(mine, t));
  end loop;
  execute format('alter policy one_workspace on task_dependency using (%s and (%s or (%s and %s))) with check (%s)',
    format(mine, 'task_dependency'), open, format(of_task, 'task_dependency', 'task_id'), format(of_task, 'task_dependency', 'needed_id'), format(mine, 'task_dependency'));
  execute format('alter policy one_workspace on change using (%s and (%s or exists (select from agent a where a.workspace_id = change.workspace_id and a.id = change.agent_id))) with check (%s)',
    format(mine, 'change'), open, format(mine, 'change'));
  execute format('alter policy one_workspace on hot.log_chunk using (%s and (%s or exists (select from agent a where a.workspace_id = log_chunk.workspace_id and a.id = log_chunk.agent_id))) with check (%s)',
    format(mine, 'log_chunk'), open, format(mine, 'log_chunk'));
  -- Not every fact names the project; what is told of a task that is gone names no one who may see it.
  execute format('alter policy one_workspace on event using (%s and (%s or case when project_id is not null then project_id <> all (%s) else task_id is null or %s end)) with check (%s)',
    format(mine, 'event'), open, hidden, format(of_task, 'event', 'task_id'), format(mine, 'event'));
end $$;
